import assert from "node:assert/strict";
import fc from "fast-check";
import { readWindow } from "../../../src/features/inline/window.ts";
import { countingView, documentOf } from "../../support/text-document.ts";

describe("the window around the caret", () => {
  it("is the whole document when that is short", () => {
    const { view, caret } = documentOf("one\ntwo| three\nfour\n");
    assert.deepEqual(readWindow(view, caret), {
      prefix: "one\ntwo",
      suffix: " three\nfour\n",
      startsDocument: true,
      endsDocument: true,
    });
  });

  it("ends lines with \\n in a CRLF document", () => {
    const { view, caret } = documentOf("one\r\ntwo|\r\nthree");
    const window = readWindow(view, caret);
    assert.equal(window.prefix, "one\ntwo");
    assert.equal(window.suffix, "\nthree");
  });

  it("reads a few lines of a huge document", () => {
    const { view, read } = countingView(100_000, (index) => `const line${index} = "${"x".repeat(30)}";`);
    const { prefix, suffix, startsDocument, endsDocument } = readWindow(view, { line: 50_000, character: 5 });
    assert.ok(read.size < 300, `${read.size} lines read`);
    assert.ok(prefix.length <= 6000 && prefix.length >= 3000, `${prefix.length}`);
    assert.ok(suffix.length <= 2000 && suffix.length >= 1000, `${suffix.length}`);
    assert.equal(startsDocument || endsDocument, false);
    assert.match(prefix, /^const line/);
  });

  it("begins at the same line while the user types on, so that prompt caches hold", () => {
    const { view } = countingView(10_000, (index) => `const line${index} = "${"x".repeat(30)}";`);
    const firsts = Array.from({ length: 32 }, (_, index) => {
      const { prefix } = readWindow(view, { line: 5000 + index, character: 3 });
      return prefix.slice(0, prefix.indexOf("="));
    });
    assert.ok(new Set(firsts).size <= 3, [...new Set(firsts)].join());
  });

  it("takes the nearest part of an enormous line", () => {
    const { view } = countingView(3, () => "ab".repeat(1_000_000));
    const { prefix, suffix } = readWindow(view, { line: 1, character: 1_000_000 });
    assert.equal(prefix, "ab".repeat(3000));
    assert.equal(suffix, "ab".repeat(1000));
  });

  it("takes the end of an enormous line above and the beginning of one below", () => {
    const { view } = countingView(3, (index) => (index === 1 ? "x" : "ab".repeat(1_000_000)));
    const { prefix, suffix } = readWindow(view, { line: 1, character: 0 });
    assert.equal(prefix.length, 6000);
    assert.ok(prefix.endsWith("ab\n"));
    assert.equal(suffix.length, 2000);
  });

  it("is what stands on both sides of the caret, whatever the lines are like", () => {
    const lines = fc.array(
      fc.string({ maxLength: 4000 }).map((line) => line.replace(/[\r\n|]/g, "")),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, lines, (above, below) => {
        const before = above.join("\n");
        const after = below.join("\n");
        const { view, caret } = documentOf(`${before}|${after}`);
        const window = readWindow(view, caret);
        assert.ok(before.endsWith(window.prefix) && after.startsWith(window.suffix));
        assert.equal(window.startsDocument, window.prefix === before);
        assert.equal(window.endsDocument, window.suffix === after);
        assert.ok(window.prefix.length <= 6000 && window.suffix.length <= 2000);
      }),
      { numRuns: 60 },
    );
  });
});
