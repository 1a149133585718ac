import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChild } from "preact";
import { IconButton } from "../../shared/icon-button.tsx";
import { colouredLength } from "./highlight-growth.ts";
import type { CodeProps } from "./parts.ts";
import type { ScopeNode } from "./scope-tree.ts";

interface CodeBlockProps extends CodeProps {
  readonly copy: (text: string) => void;
  readonly insert: (text: string) => void;
}

type Highlight = (code: string, language: string) => readonly ScopeNode[] | undefined;

const copiedForMs = 1500;

/** Code with its language's colours and the two things people do with it. */
export function CodeBlock({ code, language, growing, copy, insert }: CodeBlockProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedForMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div class="code">
      <div class="code-bar">
        <span class="quiet ellipsis">{language || "text"}</span>
        <IconButton
          icon={copied ? "check" : "copy"}
          label={copied ? "Copied" : "Copy"}
          onClick={() => {
            copy(code);
            setCopied(true);
          }}
        />
        <IconButton icon="insert" label="Insert at the caret" onClick={() => insert(code)} />
      </div>
      {/* Long lines scroll; the tab stop is for those who scroll by keyboard. */}
      <pre tabIndex={0}>
        <code>
          <Coloured code={code} language={language} growing={growing} />
        </code>
      </pre>
    </div>
  );
}

function Coloured({ code, language, growing }: CodeProps) {
  const highlight = useHighlight();
  const coloured = useRef(0);
  const nodes = useRef<readonly ScopeNode[]>([]);
  const last = useRef("");
  if (!highlight) return <>{code}</>;
  const length = colouredLength(coloured.current, code, growing);
  const part = code.slice(0, length);
  if (part !== last.current) {
    nodes.current = highlight(part, language) ?? [part];
    last.current = part;
    coloured.current = length;
  }
  return (
    <>
      {nodes.current.map(scopeNode)}
      {code.slice(length)}
    </>
  );
}

/** The colouring is loaded when the first code is shown. */
function useHighlight(): Highlight | undefined {
  const [loaded, setLoaded] = useState<{ readonly highlight: Highlight }>();
  useEffect(() => {
    void import("./highlight.ts").then(setLoaded);
  }, []);
  return loaded?.highlight;
}

function scopeNode(node: ScopeNode, at: number): ComponentChild {
  if (typeof node === "string") return node;
  return (
    <span class={`hl-${node.scope.split(/[.:]/, 1)[0]}`} key={at}>
      {node.children.map(scopeNode)}
    </span>
  );
}
