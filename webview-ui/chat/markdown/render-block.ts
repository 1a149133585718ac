import type { MarkedToken, Token, Tokens } from "marked";
import { h } from "preact";
import type { ComponentChild } from "preact";
import type { MarkdownParts } from "./parts.ts";
import { renderInline } from "./render-inline.ts";

/**
 * A block of markdown as nodes. There is no HTML in between: what is drawn is made of the elements named in this folder and of
 * text, whatever the model wrote. `growing` says that the block may not be complete yet.
 */
export function renderBlock(block: Token, parts: MarkdownParts, growing: boolean): ComponentChild {
  const token = block as MarkedToken; // no extension of the lexer is in use
  switch (token.type) {
    case "heading":
      // The view's own title is the level above.
      return h(
        `h${Math.min(token.depth + 2, 6)}`,
        { class: `heading-${token.depth}` },
        ...renderInline(token.tokens, parts),
      );
    case "paragraph":
      return h("p", null, ...renderInline(token.tokens, parts));
    case "text":
      return token.tokens === undefined ? token.text : renderInline(token.tokens, parts);
    case "code":
      return h(parts.Code, { code: token.text, language: languageOf(token), growing });
    case "list":
      return list(token, parts, growing);
    case "blockquote":
      return h("blockquote", null, ...renderBlocks(token.tokens, parts, growing));
    case "table":
      return table(token, parts);
    case "hr":
      return h("hr", null);
    case "html":
      return h("p", { class: "literal" }, token.text.trim());
    case "space":
    case "def":
      return null;
    default:
      return renderInline([token], parts);
  }
}

function renderBlocks(tokens: readonly Token[], parts: MarkdownParts, growing: boolean): ComponentChild[] {
  return tokens.map((token, at) => renderBlock(token, parts, growing && at === tokens.length - 1));
}

function list(token: Tokens.List, parts: MarkdownParts, growing: boolean): ComponentChild {
  const items = token.items.map((item, at) => {
    const last = growing && at === token.items.length - 1;
    return h("li", item.task ? { class: "task" } : null, ...renderBlocks(item.tokens, parts, last));
  });
  if (!token.ordered) return h("ul", null, ...items);
  return h("ol", { start: token.start === "" ? 1 : token.start }, ...items);
}

function table(token: Tokens.Table, parts: MarkdownParts): ComponentChild {
  const cell = (tag: "th" | "td") => (content: Tokens.TableCell) =>
    h(tag, content.align === null ? null : { class: `align-${content.align}` }, ...renderInline(content.tokens, parts));
  const head = h("tr", null, ...token.header.map(cell("th")));
  const rows = token.rows.map((row) => h("tr", null, ...row.map(cell("td"))));
  // A wide table scrolls by itself; the tab stop is for those who scroll by keyboard.
  return h(
    "div",
    { class: "table", tabIndex: 0, role: "region", "aria-label": "Table" },
    h("table", null, h("thead", null, head), h("tbody", null, ...rows)),
  );
}

/** The first word after the fence; some models put a file name or options behind it. */
function languageOf(token: Tokens.Code): string {
  return /^[\w+#.-]+/.exec(token.lang ?? "")?.[0] ?? "";
}
