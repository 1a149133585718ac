import assert from "node:assert/strict";
import fc from "fast-check";
import { nextSorting, sorted, type Column } from "../../../webview-ui/dashboard/parts/columns.ts";
import { partName, partNames } from "../../../webview-ui/dashboard/parts/names.ts";
import { stepFrom } from "../../../webview-ui/dashboard/parts/roving.ts";
import { narrowed, offeredNames, scoped } from "../../../webview-ui/dashboard/shell/scope.ts";
import { linePaths } from "../../../webview-ui/shared/sparkline-path.ts";

interface Row {
  readonly name: string;
  readonly usd: number | null;
}

const columns: readonly Column<Row>[] = [
  { key: "name", title: "Name", value: ({ name }) => name },
  { key: "usd", title: "Spend", numeric: true, value: ({ usd }) => usd },
];

describe("a table's order", () => {
  const rows: readonly Row[] = [
    { name: "b", usd: 2 },
    { name: "a", usd: null },
    { name: "C", usd: 10 },
    { name: "d", usd: 2 },
  ];
  const names = (key: string, descending: boolean) =>
    sorted(rows, columns, { key, descending })
      .map(({ name }) => name)
      .join("");

  it("puts what has no value last either way, and leaves equal ones as they were", () => {
    assert.equal(names("usd", true), "Cbda");
    assert.equal(names("usd", false), "bdCa");
    assert.equal(names("name", false), "abCd");
  });

  it("is as given without a column to sort by", () => {
    assert.equal(sorted(rows, columns, undefined), rows);
    assert.equal(sorted(rows, columns, { key: "gone", descending: true }), rows);
  });

  it("begins with the highest number or with A, and turns around at the next click", () => {
    const [name, usd] = columns;
    assert.ok(name && usd);
    assert.deepEqual(nextSorting(usd, undefined), { key: "usd", descending: true });
    assert.deepEqual(nextSorting(name, { key: "usd", descending: true }), { key: "name", descending: false });
    assert.deepEqual(nextSorting(usd, { key: "usd", descending: true }), { key: "usd", descending: false });
  });
});

describe("names of what figures are split by", () => {
  const known = {
    providerNames: { openai: "OpenAI" },
    credentialNames: { k1: "OpenAI, work" },
    clientNames: { editor: "Editor", codex: "Codex CLI" },
  };

  it("are those that people know", () => {
    assert.equal(partName("provider", "openai", known), "OpenAI");
    assert.equal(partName("provider", "left", known), "left");
    assert.equal(partName("credential", "k1", known), "OpenAI, work");
    assert.equal(partName("credential", "5f2c", known), "A key that is gone");
    assert.equal(partName("task", "completion", known), "Ghost text");
    assert.equal(partName("task", "judge", known), "judge");
    assert.equal(partName("task", "embedding", known), "Embeddings");
    assert.equal(partName("client", "editor", known), "Editor");
    assert.equal(partName("client", "codex", known), "Codex CLI");
    assert.equal(partName("client", "nightly-report", known), "nightly-report");
    assert.equal(partName("client", "constructor", known), "constructor");
    assert.equal(partName("workspace", "", known), "No folder");
  });

  it("are told apart where they are alike", () => {
    assert.deepEqual(partNames("credential", ["k1", "x", "y"], known), [
      "OpenAI, work",
      "A key that is gone",
      "A key that is gone (2)",
    ]);
  });
});

describe("what figures are narrowed to", () => {
  const names = {
    providers: ["openai"],
    models: ["m", ""],
    routes: [],
    tasks: ["chat"],
    clients: [],
    workspaces: [],
    experiments: [],
  };

  it("can be changed and taken out", () => {
    assert.deepEqual(narrowed({ task: "chat" }, "model", "m"), { task: "chat", model: "m" });
    assert.deepEqual(narrowed({ task: "chat", model: "m" }, "model", undefined), { task: "chat" });
    assert.deepEqual(scoped({}), {});
    assert.deepEqual(scoped({ model: "m" }), { scope: { model: "m" } });
  });

  it("offers what was used, and what is chosen though it is gone", () => {
    assert.deepEqual(offeredNames("model", {}, { names }), ["m"]);
    assert.deepEqual(offeredNames("model", { model: "old" }, { names }), ["m", "old"]);
    assert.deepEqual(offeredNames("client", {}, { names }), []);
  });
});

describe("the arrow keys of a group", () => {
  it("go around, and to both ends", () => {
    assert.equal(stepFrom("ArrowDown", 2, 3), 0);
    assert.equal(stepFrom("ArrowLeft", 0, 3), 2);
    assert.equal(stepFrom("End", 0, 3), 2);
    assert.equal(stepFrom("Home", 2, 3), 0);
    assert.equal(stepFrom("Enter", 2, 3), undefined);
    assert.equal(stepFrom("ArrowDown", 0, 0), undefined);
  });
});

describe("a sparkline", () => {
  it("is broken where nothing is known, and marks what stands alone", () => {
    const { line, dots } = linePaths([1, 2, null, 4, null, null, 1, 1], 100, 20);
    assert.equal(line.match(/M/g)?.length, 2);
    assert.equal(dots.length, 1);
    assert.deepEqual(linePaths([], 100, 20), { line: "", dots: [] });
    assert.deepEqual(linePaths([null, null], 100, 20), { line: "", dots: [] });
    assert.deepEqual(linePaths([7], 100, 20).dots, [[50, 2]]);
  });

  it("is spaced by the moments of its values where they are told", () => {
    assert.equal(linePaths([1, 0, 1], 100, 20).line, "M2 2L50 18L98 2");
    assert.equal(linePaths([1, 0, 1], 100, 20, [1_000, 1_250, 2_000]).line, "M2 2L26 18L98 2");
    assert.equal(linePaths([1, 0], 100, 20, [7, 7]).line, "M50 2L50 18");
  });

  it("lies on the ground where all is nothing, and never leaves its place", () => {
    assert.equal(linePaths([0, 0], 100, 20).line, "M2 18L98 18");
    const any = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: null }));
    const spacing = fc.option(fc.array(fc.nat(1e9), { minLength: 100, maxLength: 100 }), { nil: undefined });
    fc.assert(
      fc.property(any, spacing, (values, steps) => {
        let at = 0;
        const moments = steps && values.map((_, index) => (at += steps[index] ?? 1));
        const { line, dots } = linePaths(values, 100, 20, moments);
        const points = [...line.matchAll(/[ML](\S+) ([^ML]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
        for (const [x, y] of [...points, ...dots]) assert.ok(x >= 2 && x <= 98 && y >= 2 && y <= 18, `${x} ${y}`);
        assert.equal(points.length + dots.length, values.filter((value) => value !== null).length);
      }),
    );
  });
});
