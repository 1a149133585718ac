import assert from "node:assert/strict";
import { colouredLength } from "../../../webview-ui/chat/markdown/highlight-growth.ts";

const lines = (count: number) => "let a = 1;\n".repeat(count);

describe("colouring code that grows", () => {
  it("waits for the end of the line", () => {
    assert.equal(colouredLength(0, `${lines(2)}let b`, true), lines(2).length);
  });

  it("colours all of it at the end", () => {
    assert.equal(colouredLength(0, `${lines(2)}let b`, false), lines(2).length + 5);
  });

  it("does work in proportion to long code, not to its square", () => {
    let coloured = 0;
    let work = 0;
    for (let count = 1; count <= 4_000; count += 1) {
      const next = colouredLength(coloured, lines(count), true);
      if (next !== coloured) work += next;
      coloured = next;
    }
    assert.ok(work < 12 * lines(4_000).length, `${work} characters coloured`);
  });

  it("goes back when the code was replaced by shorter code", () => {
    assert.equal(colouredLength(5_000, lines(3), true), lines(3).length);
  });
});
