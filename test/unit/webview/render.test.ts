import assert from "node:assert/strict";
import { h, isValidElement } from "preact";
import type { ComponentChild } from "preact";
import fc from "fast-check";
import { growMarkdown } from "../../../webview-ui/chat/markdown/grow.ts";
import type { CodeProps, LinkProps, MarkdownParts } from "../../../webview-ui/chat/markdown/parts.ts";
import { renderBlock } from "../../../webview-ui/chat/markdown/render-block.ts";

const parts: MarkdownParts = {
  Code: ({ code, language }: CodeProps) => h("pre", { "data-language": language }, code),
  Link: ({ href, children }: LinkProps) => h("a", { href }, children),
};

interface Drawn {
  readonly tags: string[];
  readonly attributes: string[];
  readonly links: string[];
  text: string;
}

/** What is on the page for a markdown text: its elements, their attributes and its words. */
function drawn(markdown: string): Drawn {
  const seen: Drawn = { tags: [], attributes: [], links: [], text: "" };
  for (const block of growMarkdown(undefined, markdown).blocks) visit(renderBlock(block, parts, false), seen);
  return seen;
}

function visit(node: ComponentChild, seen: Drawn): void {
  if (Array.isArray(node)) return node.forEach((child: ComponentChild) => visit(child, seen));
  if (typeof node === "string" || typeof node === "number") {
    seen.text += node;
    return;
  }
  if (!isValidElement(node)) return;
  // What `h` was given: the children among the rest.
  const { children, ...attributes } = node.props as Record<string, unknown> & { readonly children?: ComponentChild };
  if (node.type === parts.Code) {
    seen.text += String(attributes["code"]);
    return;
  }
  if (node.type === parts.Link) seen.links.push(String(attributes["href"]));
  else {
    seen.tags.push(String(node.type));
    seen.attributes.push(...Object.keys(attributes));
  }
  visit(children, seen);
}

describe("markdown as drawn", () => {
  it("shows HTML as the text that it is", () => {
    const { tags, text } = drawn('<script>alert(1)</script>\n\n<img src=x onerror="alert(1)"> <b onclick="x">b</b>');
    assert.deepEqual(tags, ["p", "p"]);
    assert.match(text, /<script>alert\(1\)<\/script>/);
    assert.match(text, /<b onclick="x">b<\/b>/);
  });

  it("keeps a few tags of formatting, without attributes, and type parameters as text", () => {
    const { tags, text } = drawn("<b>bold</b> and Array<string>, <i>open");
    assert.deepEqual(tags, ["p", "b"]);
    assert.equal(text, "bold and Array<string>, <i>open");
  });

  it("links to the web only", () => {
    const { links, text } = drawn(
      "[a](https://example.com/?a=1&amp;b=2) [b](javascript:alert(1)) [c](command:x) [d](/etc) ![e](https://example.com/e.png)",
    );
    assert.deepEqual(links, ["https://example.com/?a=1&b=2", "https://example.com/e.png"]);
    assert.equal(text, "a b c d image: e");
  });

  it("draws tables, lists and tasks", () => {
    const { tags } = drawn("| a |\n| - |\n| 1 |\n\n- [x] done\n- open\n");
    for (const tag of ["table", "th", "td", "ul", "li", "input"]) assert.ok(tags.includes(tag), tag);
  });

  it("makes nothing but harmless elements of any text", () => {
    const harmless =
      /^(p|h[3-6]|ul|ol|li|blockquote|hr|br|table|thead|tbody|tr|th|td|div|input|code|strong|em|del|b|i|s|u|sub|sup|kbd|mark|small)$/;
    const piece = fc.constantFrom(
      "<script>",
      "</script>",
      "<a href=x>",
      "<b>",
      "</b>",
      "<i ",
      "onclick=x",
      ">",
      "[",
      "](",
      "javascript:",
      ")",
      "![",
      "`",
      "```\n",
      "\n",
      "\n\n",
      "# ",
      "- ",
      "| a |\n|-|\n",
      "&lt;",
      "&#60;",
      "<!--",
      "-->",
      "x",
      " ",
      "**",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const { tags, attributes, links } = drawn(pieces.join(""));
        for (const tag of tags) assert.match(tag, harmless);
        for (const name of attributes) assert.doesNotMatch(name, /^on|style|src|dangerously/i);
        assert.deepEqual(links, []);
      }),
      { numRuns: 1_000 },
    );
  });
});
