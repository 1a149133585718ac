import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { createReader, type Reader, type ReaderOptions } from "../../../src/ledger/reader/reader.ts";
import { ReaderTrouble } from "../../../src/ledger/reader/reader-trouble.ts";
import { openFile } from "../../../src/ledger/store/open-file.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import { callOf } from "../../support/call-records.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";
import { batchOf, storeWith } from "./reader-calls.ts";

const script = new URL("../../../src/ledger/reader/worker.ts", import.meta.url);

const unpriced = { kind: "unknown" } as const;

function callWith(id: string): PricedCall {
  const call = callOf({ id });
  return { ...call, attempts: call.attempts.map((attempt) => ({ ...attempt, cost: unpriced })), cost: unpriced };
}

const all = { name: "calls", query: { filter: "", order: "time", descending: true, offset: 0, limit: 100 } } as const;

describe("the ledger's reader", () => {
  let directory: string;
  let path: string;
  let clock: FakeClock;
  const readers: Reader[] = [];
  const stores: SqliteStore[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "switchyard-reader-"));
    path = join(directory, "ledger.sqlite");
    clock = createFakeClock();
  });

  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.close()));
    for (const store of stores.splice(0)) store.close();
    await rm(directory, { recursive: true, force: true });
  });

  function write(...ids: readonly string[]): SqliteStore {
    const opened = openFile(sqlite, path, 1);
    assert.ok(opened.kind === "open");
    stores.push(opened.store);
    opened.store.append(batchOf({ calls: ids.map(callWith) }));
    return opened.store;
  }

  function read(more: Partial<ReaderOptions> = {}): Reader {
    const inProcess = () => assert.fail("asked in this process");
    const reader = createReader({ file: () => path, script, inProcess, clock, ...more });
    readers.push(reader);
    return reader;
  }

  async function idsOf(reader: Reader): Promise<readonly string[]> {
    const page = await reader.ask(all);
    assert.equal(page.kind, "rows");
    return page.rows.map(({ id }) => id).toSorted();
  }

  /** Rejects with trouble of a kind, said in one sentence. */
  async function troubled(asked: Promise<unknown>, trouble: ReaderTrouble["trouble"]): Promise<void> {
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof ReaderTrouble);
      assert.equal(error.trouble, trouble);
      assert.match(error.message, /^[A-Z][^.]*\.( Try again\.)?$/);
      return true;
    });
  }

  it("answers each question with its own answer, on another thread", async () => {
    write("a", "b");
    const reader = read();
    const [page, call, none, names] = await Promise.all([
      reader.ask(all),
      reader.ask({ name: "call", query: { id: "a" } }),
      reader.ask({ name: "call", query: { id: "nobody's" } }),
      reader.ask({ name: "names", query: null }),
    ]);
    assert.ok(page.kind === "rows" && page.totals.calls === 2);
    assert.deepEqual(call, callWith("a"));
    assert.equal(none, null);
    assert.deepEqual(names.models, ["gpt-5-mini"]);
  });

  it("sees what is written after it began", async () => {
    const store = write("a");
    const reader = read();
    assert.deepEqual(await idsOf(reader), ["a"]);
    store.append(batchOf({ calls: [callWith("b")] }));
    assert.deepEqual(await idsOf(reader), ["a", "b"]);
  });

  it("sees the file that took another's place", async () => {
    write("old");
    const reader = read();
    assert.deepEqual(await idsOf(reader), ["old"]);
    for (const end of ["", "-wal", "-shm"]) await rename(path + end, join(directory, `aside${end}`));
    write("new");
    assert.deepEqual(await idsOf(reader), ["new"]);
  });

  it("asks here while records are in memory, and there once they are in a file", async () => {
    const memory = storeWith({ calls: [callWith("in memory")] });
    let file: string | undefined;
    const reader = read({ file: () => file, inProcess: (query) => memory.read(query) });
    assert.deepEqual(await idsOf(reader), ["in memory"]);
    write("in a file");
    file = path;
    assert.deepEqual(await idsOf(reader), ["in a file"]);
    memory.close();
  });

  it("says when there is no file, or it is none of ours", async () => {
    const reader = read();
    await troubled(reader.ask(all), "moved");
    await writeFile(path, "nothing of a database ".repeat(500));
    await troubled(reader.ask(all), "damaged");
    await rm(path);
    write("a");
    assert.deepEqual(await idsOf(reader), ["a"]);
  });

  it("says when the file is damaged in the middle, and lets go of it", async () => {
    const store = write(...Array.from({ length: 3000 }, (_, index) => `call ${index}`));
    store.close();
    const bytes = await readFile(path);
    bytes.fill(0xff, 8192);
    await writeFile(path, bytes);
    await troubled(read().ask(all), "damaged");
  });

  it("asks once more when its thread breaks down, and then says so", async () => {
    write("a");
    const dying = join(directory, "dying.ts");
    const counter = join(directory, "starts");
    await writeFile(counter, "");
    const asks = `
      import { appendFileSync, readFileSync } from "node:fs";
      appendFileSync(${JSON.stringify(counter)}, "x");
      const starts = readFileSync(${JSON.stringify(counter)}, "utf8").length;`;
    await writeFile(
      dying,
      `${asks} if (starts % 2 === 0) await import(${JSON.stringify(script.href)}); else process.exit(1);`,
    );
    assert.deepEqual(await idsOf(read({ script: dying })), ["a"]);
    assert.equal((await readFile(counter, "utf8")).length, 2);
    await writeFile(dying, `${asks} throw new Error("broken");`);
    await troubled(read({ script: dying }).ask(all), "passing");
    assert.equal((await readFile(counter, "utf8")).length, 4);
    await troubled(read({ script: join(directory, "missing.ts") }).ask(all), "passing");
  });

  it("lets its thread end two minutes after the last answer, and starts another for the next question", async () => {
    write("a");
    const counter = join(directory, "starts");
    const counting = join(directory, "counting.ts");
    await writeFile(
      counting,
      `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(counter)}, "x"); await import(${JSON.stringify(script.href)});`,
    );
    const starts = async () => (await readFile(counter, "utf8")).length;
    const reader = read({ script: counting });
    await idsOf(reader);
    await clock.advance(119_000);
    await idsOf(reader);
    await clock.advance(119_000);
    await idsOf(reader);
    assert.equal(await starts(), 1);
    await clock.advance(121_000);
    assert.equal(clock.pending(), 0);
    assert.deepEqual(await idsOf(reader), ["a"]);
    assert.equal(await starts(), 2);
  });

  it("gives up what is not wanted any more, and answers the rest", async () => {
    write("a");
    const reader = read();
    const controller = new AbortController();
    const first = reader.ask(all, controller.signal);
    const second = reader.ask(all, controller.signal);
    const third = reader.ask(all);
    controller.abort(new Error("not wanted"));
    await assert.rejects(first, /not wanted/);
    await assert.rejects(second, /not wanted/);
    assert.equal((await third).kind, "rows");
    await assert.rejects(reader.ask(all, controller.signal), /not wanted/);
  });

  it("rejects what is asked of it once it is closed, and what was not answered", async () => {
    write("a");
    const reader = read();
    const asked = [reader.ask(all), reader.ask(all)];
    const closing = reader.close();
    for (const one of asked) await troubled(one, "passing");
    await closing;
    await troubled(reader.ask(all), "passing");
    assert.equal(clock.pending(), 0);
  });

  it("writes a file while it answers questions, and tells how far it is", async () => {
    write(...Array.from({ length: 1200 }, (_, index) => `call ${index}`));
    const reader = read();
    const shares: number[] = [];
    const target = join(directory, "calls.ndjson");
    const query = { filter: "", format: "ndjson", path: target, keys: {} } as const;
    const writing = reader.ask({ name: "exportCalls", query }, undefined, (share) => shares.push(share));
    assert.equal((await reader.ask(all)).kind, "rows");
    const answer = await writing;
    assert.ok(answer.kind === "written" && answer.calls === 1200);
    assert.equal(answer.bytes, (await readFile(target)).length);
    assert.deepEqual(shares, [500 / 1200, 1000 / 1200, 1]);
  });

  it("leaves nothing of a file that is not wanted any more", async () => {
    write(...Array.from({ length: 5000 }, (_, index) => `call ${index}`));
    const reader = read();
    const controller = new AbortController();
    const query = { filter: "", format: "json", path: join(directory, "calls.json"), keys: {} } as const;
    const writing = reader.ask({ name: "exportCalls", query }, controller.signal, () => controller.abort());
    await assert.rejects(writing, { name: "AbortError" });
    await reader.ask(all);
    await reader.close();
    assert.deepEqual(
      (await readdir(directory)).filter((name) => name.includes("calls")),
      [],
    );
  });
});
