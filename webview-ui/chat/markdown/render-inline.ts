import type { MarkedToken, Token } from "marked";
import { h } from "preact";
import type { ComponentChild } from "preact";
import { isOpenable } from "../../../src/protocol/link.ts";
import { decodeEntities } from "./entities.ts";
import { InlineBuilder } from "./inline-html.ts";
import type { MarkdownParts } from "./parts.ts";

/** A line's tokens as nodes. */
export function renderInline(tokens: readonly Token[], parts: MarkdownParts): ComponentChild[] {
  const line = new InlineBuilder();
  // No extension of the lexer is in use, so that every token is one of its own.
  for (const token of tokens as readonly MarkedToken[]) {
    if (token.type === "html") line.addTag(token.text);
    else line.add(inlineNode(token, parts));
  }
  return line.finish();
}

function inlineNode(token: MarkedToken, parts: MarkdownParts): ComponentChild {
  switch (token.type) {
    case "text":
      return token.tokens === undefined ? decodeEntities(token.text) : inside(null, token.tokens, parts);
    case "escape":
      return token.text;
    case "strong":
    case "em":
    case "del":
      return inside(token.type, token.tokens, parts);
    case "codespan":
      return h("code", null, token.text);
    case "br":
      return h("br", null);
    case "checkbox":
      return h("input", { type: "checkbox", checked: token.checked, disabled: true });
    case "link":
      return link(token.href, inside(null, token.tokens, parts), parts);
    case "image":
      // Loading a picture would tell its server who reads the answer, so it is offered as a link.
      return link(token.href, token.text === "" ? "image" : `image: ${token.text}`, parts);
    default:
      return token.raw;
  }
}

function inside(tag: string | null, tokens: readonly Token[], parts: MarkdownParts): ComponentChild {
  const children = renderInline(tokens, parts);
  return tag === null ? children : h(tag, null, ...children);
}

function link(written: string, children: ComponentChild, parts: MarkdownParts): ComponentChild {
  const href = decodeEntities(written);
  return isOpenable(href) ? h(parts.Link, { href }, children) : children;
}
