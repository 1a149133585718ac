import { memo } from "preact/compat";
import { useMemo, useRef } from "preact/hooks";
import type { Token } from "marked";
import type { ChatActions } from "../actions.ts";
import { CodeBlock } from "./code-block.tsx";
import { growMarkdown, type GrownMarkdown } from "./grow.ts";
import type { LinkProps, MarkdownParts } from "./parts.ts";
import { renderBlock } from "./render-block.ts";
import "./markdown.css";

interface MarkdownProps {
  readonly text: string;
  readonly growing: boolean;
  readonly actions: Pick<ChatActions, "copy" | "insert" | "openLink">;
}

/** Markdown that may still grow: each piece redraws the last block alone. */
export function Markdown({ text, growing, actions }: MarkdownProps) {
  const grown = useRef<GrownMarkdown>(undefined);
  grown.current = growMarkdown(grown.current, text);
  const { blocks } = grown.current;
  const parts = useMemo(() => partsFor(actions), [actions]);
  return (
    <div class="markdown">
      {blocks.map((block, at) => (
        <Block key={at} block={block} parts={parts} growing={growing && at === blocks.length - 1} />
      ))}
    </div>
  );
}

interface BlockProps {
  readonly block: Token;
  readonly parts: MarkdownParts;
  readonly growing: boolean;
}

/** Drawn again only when its block is another object. */
const Block = memo(({ block, parts, growing }: BlockProps) => <>{renderBlock(block, parts, growing)}</>);

function partsFor(actions: MarkdownProps["actions"]): MarkdownParts {
  return {
    Code: (props) => <CodeBlock {...props} copy={actions.copy} insert={actions.insert} />,
    Link: ({ href, children }: LinkProps) => (
      <a
        href={href}
        title={href}
        onClick={(event) => {
          event.preventDefault();
          // VS Code listens on the document and would open the link a second time.
          event.stopPropagation();
          actions.openLink(href);
        }}
      >
        {children}
      </a>
    ),
  };
}
