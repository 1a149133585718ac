import assert from "node:assert/strict";
import fc from "fast-check";
import { lexer } from "marked";
import { growMarkdown } from "../../../webview-ui/chat/markdown/grow.ts";
import type { GrownMarkdown } from "../../../webview-ui/chat/markdown/grow.ts";

/** Pieces that begin, continue and end every kind of block, and turn one into another. */
const piece = fc.constantFrom(
  "a b\n",
  "\n",
  "- ",
  "* ",
  "1. ",
  "2. ",
  "    ",
  "  ",
  " ",
  "\t",
  "#",
  "# ",
  "```",
  "```ts\n",
  "~~~",
  "> ",
  ">",
  "---",
  "===",
  "=",
  "|",
  "| x | y |\n",
  "|--|--|\n",
  "<div>",
  "</div>",
  "<!--",
  "-->",
  "<br>",
  "<",
  "`",
  "**",
  "_",
  "[r]",
  "[r]: http://x\n",
  "\r\n",
  "\\",
  ":",
  "--",
  "+",
  ")",
);

function grow(pieces: readonly string[]): GrownMarkdown {
  let grown = growMarkdown(undefined, "");
  let text = "";
  for (const next of pieces) {
    text += next;
    grown = growMarkdown(grown, text);
  }
  return grown;
}

describe("markdown that grows", () => {
  it("has the blocks that the whole text has, wherever it was cut", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        assert.deepEqual([...grow(pieces).blocks], [...lexer(pieces.join(""))]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("keeps the objects of finished blocks", () => {
    const before = growMarkdown(undefined, "One.\n\n```ts\nlet a;\n```\n\nTwo");
    const after = growMarkdown(before, "One.\n\n```ts\nlet a;\n```\n\nTwo and more");
    assert.equal(after.blocks[0], before.blocks[0]);
    assert.equal(after.blocks[2], before.blocks[2]);
    assert.equal(after.blocks.at(-1)?.raw, "Two and more");
  });

  it("lets a list go on after a blank line", () => {
    const { blocks } = grow(["1. one\n\n2", ". two"]);
    assert.equal(blocks.length, 1);
  });

  it("resolves a link whose target comes later", () => {
    const { blocks } = grow(["See [docs][1].\n\n", "[1]: https://example.com\n"]);
    assert.match(JSON.stringify(blocks[0]), /"href":"https:\/\/example.com"/);
  });

  it("starts over when the text was replaced", () => {
    const before = growMarkdown(undefined, "One.\n\nTwo.");
    assert.equal(growMarkdown(before, "Three.").blocks[0]?.raw, "Three.");
  });
});
