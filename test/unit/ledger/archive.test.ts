import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArchiveFormat } from "../../../src/ledger/archive/archive-format.ts";
import { type ExportAnswer, exportCalls, type ExportQuery } from "../../../src/ledger/archive/export-calls.ts";
import { type ImportAnswer, importCalls } from "../../../src/ledger/archive/import-calls.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { anyCalls, storeWith } from "./reader-calls.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();
const KEYS = { one: "work", two: "=home" };
const formats: readonly ArchiveFormat[] = ["csv", "json", "ndjson"];
const cost = { kind: "known", usd: 0.01, source: "list" } as const;

function priced(more: Parameters<typeof callOf>[0]): PricedCall {
  const call = callOf({ startedAt: NOW, ...more });
  return { ...call, attempts: call.attempts.map((attempt) => ({ ...attempt, cost })), cost };
}

describe("calls in a file", () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "switchyard-archive-"));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  function exported(
    store: SqliteStore,
    more: Partial<ExportQuery> & { readonly format: ArchiveFormat },
  ): Promise<ExportAnswer> {
    const query = { filter: "", path: join(directory, "calls"), keys: KEYS, ...more };
    return store.read((database) => exportCalls(database, query, { now: NOW }));
  }

  async function written(store: SqliteStore, format: ArchiveFormat): Promise<string> {
    const path = join(directory, `written.${format}`);
    const answer = await exported(store, { format, path });
    const text = await readFile(path, "utf8");
    assert.ok(answer.kind === "written" && answer.bytes === Buffer.byteLength(text));
    return text;
  }

  async function imported(store: SqliteStore, format: ArchiveFormat, text: string): Promise<ImportAnswer> {
    const path = join(directory, `read.${format}`);
    await writeFile(path, text);
    return importCalls({
      path,
      format,
      append: (calls) => store.adopt(calls),
    });
  }

  for (const format of formats) {
    it(`are the same file again when it is imported and exported as ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(anyCalls(NOW, 6), async (calls) => {
          const [first, second] = [storeWith({ calls }), storeWith({})];
          const text = await written(first, format);
          assert.deepEqual(await imported(second, format, text), {
            added: calls.length,
            restored: 0,
            skipped: 0,
            problems: [],
            moreProblems: 0,
          });
          assert.equal(await written(second, format), text);
          assert.deepEqual(await imported(second, format, text), {
            added: 0,
            restored: 0,
            skipped: calls.length,
            problems: [],
            moreProblems: 0,
          });
          first.close();
          second.close();
        }),
        { numRuns: 60 },
      );
    });

    it(`hold no key's id as ${format}, and its label where it has one`, async () => {
      const attempts = ["one", "secret-id"].map((credential) => attemptOf({ credential, startedAt: NOW }));
      const text = await written(storeWith({ calls: [priced({ attempts })] }), format);
      assert.ok(text.includes("work") && !text.includes("secret-id") && !text.includes('"one"'));
    });

    it(`are those that a filter finds as ${format}, or none`, async () => {
      const store = storeWith({
        calls: [priced({ id: "a" }), priced({ id: "b", task: "explain" }), priced({ id: "c" })],
      });
      const path = join(directory, "some");
      assert.equal((await exported(store, { format, path, filter: "task:chat" })).kind, "written");
      const some = await readFile(path, "utf8");
      const ids = [...some.matchAll(/\b[abc]\b/g)].map(([id]) => id);
      assert.deepEqual(
        ids
          .filter((id) => id === "a" || id === "b" || id === "c")
          .filter((id, index, list) => list.indexOf(id) === index),
        ["a", "c"],
      );
      assert.deepEqual(
        await exported(store, { format, path, filter: "key:nobody" }).then(
          (answer) => answer.kind === "written" && answer.calls,
        ),
        0,
      );
      assert.deepEqual(await imported(storeWith({}), format, await readFile(path, "utf8")), {
        added: 0,
        restored: 0,
        skipped: 0,
        problems: [],
        moreProblems: 0,
      });
    });

    it(`come in whole batches as ${format}, and what became of each is added up`, async () => {
      const calls = Array.from({ length: 1203 }, (_, index) => priced({ id: `call ${index}` }));
      const text = await written(storeWith({ calls }), format);
      const sizes: number[] = [];
      await writeFile(join(directory, "many"), text);
      const answer = await importCalls({
        path: join(directory, "many"),
        format,
        append: (batch) => {
          sizes.push(batch.length);
          return { added: batch.length - 3, restored: 2 };
        },
      });
      assert.deepEqual(sizes, [500, 500, 203]);
      assert.deepEqual([answer.added, answer.restored, answer.skipped], [1194, 6, 3]);
    });

    it(`are read no further when that is not wanted any more, as ${format}`, async () => {
      const calls = Array.from({ length: 1203 }, (_, index) => priced({ id: `call ${index}` }));
      await writeFile(join(directory, "many"), await written(storeWith({ calls }), format));
      const controller = new AbortController();
      let added = 0;
      const reading = importCalls(
        {
          path: join(directory, "many"),
          format,
          append: (batch) => {
            controller.abort();
            added += batch.length;
            return { added: batch.length, restored: 0 };
          },
        },
        controller.signal,
      );
      await assert.rejects(reading, { name: "AbortError" });
      assert.equal(added, 500);
    });

    it(`are a problem when the file is not there, as ${format}`, async () => {
      const answer = await importCalls({ path: join(directory, "missing"), format, append: () => assert.fail() });
      assert.deepEqual(answer.problems, [
        { line: 1, message: "The file cannot be read: its folder or the file itself is not there." },
      ]);
    });
  }

  it("have the same keys and kinds of values in every line of NDJSON", async () => {
    const [calls = []] = fc.sample(anyCalls(NOW, 20), { numRuns: 1, seed: 3 });
    const lines = (await written(storeWith({ calls: [...calls, priced({ id: "none", attempts: [] })] }), "ndjson"))
      .trimEnd()
      .split("\n");
    const objects = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const [first = {}] = objects;
    const kinds = new Map<string, Set<string>>();
    for (const object of objects) {
      assert.deepEqual(Object.keys(object), Object.keys(first));
      for (const [name, value] of Object.entries(object)) {
        if (value !== null) kinds.set(name, (kinds.get(name) ?? new Set()).add(typeof value));
        assert.match(name, /^[a-z]+(_[a-z]+)*$/);
        if (name.endsWith("_at") && value !== null)
          assert.match(JSON.stringify(value), /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/);
      }
    }
    for (const [name, found] of kinds) assert.equal(found.size, 1, name);
    assert.equal(objects.length, calls.reduce((sum, { attempts }) => sum + Math.max(1, attempts.length), 0) + 1);
  });

  it("are no formulas in a spreadsheet", async () => {
    const risky = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "'=1"];
    const calls = risky.map((text, index) =>
      priced({
        id: `${text} ${index}`,
        client: text,
        workspace: text,
        attempts: [attemptOf({ model: text, startedAt: NOW })],
      }),
    );
    const saved = { ...cost, cacheSavedUsd: -0.5 };
    const cheaper = priced({ id: "saved" });
    const withSaving = { ...cheaper, attempts: cheaper.attempts.map((attempt) => ({ ...attempt, cost: saved })) };
    const rows: string[][] = parse(await written(storeWith({ calls: [...calls, withSaving] }), "csv"));
    const texts = rows.flat().filter((cell) => cell !== "-0.5");
    assert.ok(rows.flat().includes("-0.5"), "a number below 0 stays one");
    for (const cell of texts) assert.doesNotMatch(cell, /^[=+\-@\t\r＝]/);
    assert.equal(new Set(rows.map((row) => row.length)).size, 1);
  });

  it("are not written where they cannot be, and leave nothing", async () => {
    const store = storeWith({ calls: [priced({})] });
    assert.deepEqual(await exported(store, { format: "csv", path: join(directory, "no", "folder") }), {
      kind: "unwritable",
      message: "The file cannot be written: its folder or the file itself is not there.",
    });
    await mkdir(join(directory, "folder", "inside"), { recursive: true });
    assert.equal((await exported(store, { format: "csv", path: join(directory, "folder") })).kind, "unwritable");
    assert.deepEqual(await exported(store, { format: "csv", filter: "task:" }), {
      kind: "misread",
      message: "Say which task after task:.",
      at: 5,
    });
    assert.deepEqual(await readdir(directory), ["folder"]);
    const stopped = store.read((database) =>
      exportCalls(
        database,
        { filter: "", format: "csv", path: join(directory, "x"), keys: {} },
        { now: NOW },
        AbortSignal.abort(),
      ),
    );
    assert.deepEqual(await stopped, { kind: "stopped" });
    assert.deepEqual(await readdir(directory), ["folder"]);
  });

  it("replace a file only once they are all written", async () => {
    const path = join(directory, "calls");
    await writeFile(path, "before");
    const store = storeWith({ calls: [priced({})] });
    await store.read((database) =>
      exportCalls(database, { filter: "", format: "csv", path, keys: {} }, { now: NOW }, AbortSignal.abort()),
    );
    assert.equal(await readFile(path, "utf8"), "before");
    await exported(store, { format: "csv", path });
    assert.match(await readFile(path, "utf8"), /^call_id,task,/);
  });
});
