import assert from "node:assert/strict";
import fc from "fast-check";
import { columnGap, columnsFor, templateOf, twoLinesBelow } from "../../../webview-ui/dashboard/pages/calls/columns.ts";
import { rowAfterKey } from "../../../webview-ui/dashboard/pages/calls/grid-keys.ts";
import { highestCanvas, scrollScale } from "../../../webview-ui/dashboard/pages/calls/scroll-scale.ts";

const none: ReadonlySet<"client" | "workspace"> = new Set();
const both: ReadonlySet<"client" | "workspace"> = new Set(["client", "workspace"]);
const idsAt = (width: number, several = none) => columnsFor(width, several).map(({ id }) => id);

describe("the columns of the table of calls", () => {
  it("are all there when there is room, in the order in which one reads them", () => {
    assert.deepEqual(idsAt(1_600, both), [
      "time",
      "task",
      "route",
      "outcome",
      "first-token",
      "duration",
      "input",
      "output",
      "cost",
      "client",
      "workspace",
    ]);
  });

  it("leave out the client and the workspace where there is only one", () => {
    assert.equal(idsAt(1_600).length, 9);
    assert.ok(idsAt(1_600, new Set(["workspace"])).includes("workspace"));
  });

  it("say when, where, how it ended and what it cost as soon as a row has one line", () => {
    assert.deepEqual(idsAt(twoLinesBelow), ["time", "route", "outcome", "cost"]);
  });

  it("never take more room than there is, and a wider table never lacks what a narrower one has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 0, max: 500 }),
        fc.boolean(),
        (width, more, all) => {
          const several = all ? both : none;
          const columns = columnsFor(width, several);
          const taken = columns.reduce((sum, column) => sum + column.width + columnGap, columnGap);
          assert.ok(columns.length === 0 || taken <= width);
          const wider = new Set(idsAt(width + more, several));
          for (const { id } of columns) assert.ok(wider.has(id));
        },
      ),
    );
  });

  it("give what is left to the words", () => {
    assert.match(templateOf(columnsFor(700, none)), /^128px minmax\(140px, 3fr\) minmax\(172px, 2fr\) 76px 98px$/);
  });
});

describe("the keys of the table of calls", () => {
  it("go up and down, by what is seen at once, and to both ends", () => {
    const from = (key: string, row = 50) => rowAfterKey(key, row, 1_000, 20);
    assert.deepEqual(
      ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].map((key) => from(key)),
      [51, 49, 70, 30, 0, 999],
    );
    assert.equal(from("Tab"), undefined);
    assert.equal(from("ArrowUp", 0), 0);
    assert.equal(from("PageDown", 990), 999);
  });

  it("lead nowhere in an empty table, and forward even where not one row fits", () => {
    assert.equal(rowAfterKey("End", 0, 0, 10), undefined);
    assert.equal(rowAfterKey("PageDown", 0, 10, 0), 1);
  });
});

describe("what is scrolled", () => {
  it("is as high as the rows while a browser can scroll that", () => {
    const { canvas, toRows, toScrollTop } = scrollScale(28_000, 600);
    assert.deepEqual([canvas, toRows(1_234), toScrollTop(1_234)], [28_000, 1_234, 1_234]);
  });

  it("reaches the last of a million rows on a canvas that a browser can scroll", () => {
    const viewport = 600;
    const height = 1_000_000 * 46;
    const { canvas, toRows } = scrollScale(height, viewport);
    assert.equal(canvas, highestCanvas);
    assert.equal(toRows(0), 0);
    assert.equal(Math.round(toRows(canvas - viewport)), height - viewport);
  });

  it("finds its way back, never before the beginning or behind the end, whatever the sizes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500_000_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (height, viewport, share) => {
          const { canvas, toRows, toScrollTop } = scrollScale(height, viewport);
          const scrollTop = share * Math.max(0, canvas - viewport);
          const offset = toRows(scrollTop);
          assert.ok(offset >= 0 && offset <= Math.max(0, height - viewport) + 1e-3);
          assert.ok(Math.abs(toScrollTop(offset) - scrollTop) < 1e-3);
        },
      ),
    );
  });
});
