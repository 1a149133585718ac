import assert from "node:assert/strict";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArchiveFormat } from "../../../src/ledger/archive/archive-format.ts";
import { encoders } from "../../../src/ledger/archive/encoders.ts";
import { type ImportAnswer, importCalls } from "../../../src/ledger/archive/import-calls.ts";
import { ArraySplitter, LineSplitter } from "../../../src/ledger/archive/split-json.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";

const cost = { kind: "known", usd: 0.01, source: "list" } as const;

function priced(more: Parameters<typeof callOf>[0]): PricedCall {
  const call = callOf(more);
  return { ...call, attempts: call.attempts.map((attempt) => ({ ...attempt, cost })), cost };
}

function textOf(format: ArchiveFormat, calls: readonly PricedCall[]): string {
  const { head, call, foot } = encoders[format];
  return head + calls.map((one, index) => call(one, index === 0)).join("") + foot;
}

describe("a file that is not quite right", () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "switchyard-archive-"));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function read(
    format: ArchiveFormat,
    text: string,
  ): Promise<ImportAnswer & { readonly ids: readonly string[] }> {
    const path = join(directory, "file");
    await writeFile(path, text);
    const ids: string[] = [];
    const answer = await importCalls({
      path,
      format,
      append: (calls) => {
        ids.push(...calls.map(({ id }) => id));
        return { added: calls.length, restored: 0 };
      },
    });
    return { ...answer, ids };
  }

  const two = [priced({ id: "a" }), priced({ id: "b" })];

  it("is read as far as it goes, and each problem is told with its line", async () => {
    const [first = "", second = ""] = textOf("ndjson", two).split("\n");
    const wrong = second.replace('"outcome":"succeeded"', '"outcome":"great"');
    const answer = await read("ndjson", ["", first, "{", "[]", "5", wrong, second.replaceAll('"b"', '"c"')].join("\n"));
    assert.deepEqual(answer.ids, ["a", "c"]);
    assert.deepEqual(answer.problems, [
      { line: 3, message: "This is not JSON." },
      { line: 4, message: "The row does not say how many attempts its call has." },
      { line: 5, message: "This is not a JSON object." },
      { line: 6, message: 'The call\'s attempts.0.outcome cannot be "great".' },
    ]);
  });

  it("in CSV may have its columns in any order, and others beside them", async () => {
    const rows = textOf("csv", two)
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    const turned = rows.map((row, index) => [index === 0 ? "more" : "x", ...row.toReversed()].join(",")).join("\n");
    assert.deepEqual((await read("csv", `\uFEFF${turned}`)).ids, ["a", "b"]);
    const short = rows.map((row) => row.slice(1).join(",")).join("\n");
    assert.deepEqual((await read("csv", short)).problems, [
      { line: 1, message: "The file has no column called call_id." },
    ]);
    const cut = `${textOf("csv", two.slice(0, 1))}b,chat\r\n`;
    const answer = await read("csv", cut);
    assert.deepEqual(answer.ids, ["a"]);
    assert.equal(answer.problems[0]?.line, 3);
    assert.deepEqual((await read("csv", `${textOf("csv", two)}"never closed`)).ids, ["a", "b"]);
    assert.deepEqual((await read("csv", "")).added, 0);
  });

  it("in CSV has values of the wrong kind told", async () => {
    const text = textOf("csv", [priced({ id: "a", durationMs: 12345 })]);
    const says = async (from: string, to: string) => (await read("csv", text.replace(from, to))).problems[0]?.message;
    assert.equal(await says("12345", "long"), 'The call\'s durationMs cannot be "long".');
    assert.equal(await says("12345", "-1"), "The call's durationMs cannot be -1.");
    assert.equal(await says("12345", "1.5"), "The call's durationMs cannot be 1.5.");
    assert.equal(await says("1970-01-01T00:00:00.000Z", "yesterday"), 'The call\'s startedAt cannot be "yesterday".');
    assert.equal(
      await says("1970-01-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z"),
      'The call\'s startedAt cannot be "2026-13-01T00:00:00.000Z".',
    );
    assert.match((await says("0.01", "Infinity")) ?? "", /attempts\.0\.cost\.usd/);
  });

  it("tells of calls of which some attempts are elsewhere", async () => {
    const attempts = ["x", "y"].map((model) => attemptOf({ model }));
    const lines = textOf("ndjson", [priced({ id: "a", attempts }), priced({ id: "b" })])
      .trimEnd()
      .split("\n");
    const [first = "", second = "", other = ""] = lines;
    assert.deepEqual((await read("ndjson", [second, first, other].join("\n"))).ids, ["a", "b"], "in any order");
    const apart = await read("ndjson", [first, other, second].join("\n"));
    assert.deepEqual(apart.ids, ["b"]);
    assert.deepEqual(apart.problems[0], {
      line: 1,
      message: "The call has 2 attempts, and 1 of them are here together.",
    });
  });

  it("in JSON may be laid out in any way, and must be whole", async () => {
    const text = JSON.stringify(two, null, 3);
    assert.deepEqual((await read("json", `\uFEFF\n${text}\n`)).ids, ["a", "b"]);
    const half = await read("json", text.slice(0, -20));
    assert.deepEqual(half.ids, ["a"]);
    assert.equal(half.problems[0]?.message, "The file is not a whole JSON array of calls.");
    for (const wrong of ["", "{}", "[5]", "[]]", "null", '["a"]', "[{}"]) {
      const answer = await read("json", wrong);
      assert.deepEqual([answer.added, answer.problems.length > 0], [0, true], wrong);
    }
  });

  it("is not taken at its word about anything that is no call's", async () => {
    const [call] = two;
    const more = {
      ...call,
      cost: { kind: "known", usd: 99, source: "list" },
      extra: "x".repeat(1000),
      __proto__: { polluted: true },
    };
    const path = join(directory, "file");
    await writeFile(path, JSON.stringify([more]).replace('"extra"', '"__proto__":{"polluted":true},"extra"'));
    const calls: PricedCall[] = [];
    await importCalls({
      path,
      format: "json",
      append: (batch) => ({ added: calls.push(...batch), restored: 0 }),
    });
    assert.deepEqual(calls[0]?.cost, cost);
    assert.deepEqual(Object.keys(calls[0] ?? {}).toSorted(), Object.keys(call ?? {}).toSorted());
  });

  it("has no line that is too long kept, and no more problems told than can be read", async () => {
    const long = `{"call_id":"${"x".repeat(1_500_000)}"}`;
    for (const format of ["ndjson", "json"] as const) {
      const text =
        format === "json" ? `[${long},${JSON.stringify(two[0])}]` : `${long}\n${textOf("ndjson", two.slice(0, 1))}`;
      const answer = await read(format, text);
      assert.deepEqual([answer.ids, answer.problems], [["a"], [{ line: 1, message: "This is too long for a call." }]]);
    }
    const many = await read("ndjson", "{\n".repeat(250));
    assert.deepEqual([many.problems.length, many.moreProblems], [100, 150]);
    const wide = await read("csv", `${textOf("csv", two.slice(0, 1))}${"x".repeat(1_500_000)}`);
    assert.deepEqual(wide.ids, ["a"]);
    assert.equal(wide.problems.length, 1);
  });
});

describe("cutting a text", () => {
  const cut = (splitter: ArraySplitter | LineSplitter, parts: readonly string[]) =>
    parts.flatMap((part) => Array.from(splitter.push(part)));

  /** The text in parts, wherever they end. */
  const inParts = (text: string, ends: readonly number[]) => {
    const places = [0, ...ends.map((end) => end % (text.length + 1)).toSorted((a, b) => a - b), text.length];
    return places.slice(1).map((end, index) => text.slice(places[index], end));
  };

  it("into the objects of an array gives the same wherever its parts end", () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        fc.array(fc.nat()),
        fc.nat(4),
        (objects, ends, indent) => {
          const splitter = new ArraySplitter(1e6);
          const pieces = cut(splitter, inParts(JSON.stringify(objects, null, indent), ends));
          assert.deepEqual(
            pieces.map(({ text }) => JSON.parse(text ?? "")),
            JSON.parse(JSON.stringify(objects)),
          );
          assert.ok(splitter.finish());
        },
      ),
    );
  });

  it("into lines gives the same wherever its parts end", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string().map((text) => text.replaceAll(/[\n\uFEFF]/g, ""))),
        fc.array(fc.nat()),
        (lines, ends) => {
          const splitter = new LineSplitter(1e6);
          const pieces = [...cut(splitter, inParts(lines.join("\n"), ends)), ...splitter.finish()];
          const wanted = lines.flatMap((text, index) => (text.trim() === "" ? [] : [{ line: index + 1, text }]));
          assert.deepEqual(pieces, wanted);
        },
      ),
    );
  });
});
