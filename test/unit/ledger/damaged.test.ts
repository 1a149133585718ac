import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { setAside as moveAside } from "../../../src/ledger/store/set-aside.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

const PAGE = 4096;

describe("a damaged ledger file", () => {
  const harness = LedgerHarness.perTest();

  /** A file of some dozen pages. */
  async function fill(): Promise<void> {
    const ledger = await harness.open();
    for (let index = 0; index < 300; index++) ledger.record(callOf({ id: `call-${index}`, startedAt: NOON - index }));
    await ledger.close();
  }

  /** All pages but the first, after a write that makes the windows forget the pages they have read. */
  async function overwriteOpenFile(): Promise<void> {
    const database = new DatabaseSync(harness.file);
    database.exec("PRAGMA user_version = 1");
    const { length } = await readFile(harness.file);
    await overwrite(harness.file, PAGE, randomBytes(length - PAGE));
    database.close();
  }

  async function recordsAgain(ledger: Ledger, id: string): Promise<void> {
    ledger.record(callOf({ id, startedAt: NOON }));
    await ledger.flush();
    assert.ok(ledger.snapshot("today").recent.some((call) => call.id === id));
  }

  function setAside(ledger: Ledger): string {
    assert.equal(ledger.status.kind, "recovered");
    const file = ledger.status.kind === "recovered" ? ledger.status.file : "";
    assert.match(file, /ledger-damaged-[-0-9TZ]+\.sqlite$/);
    return file;
  }

  it("is set aside as it was when it is no database", async () => {
    const garbage = randomBytes(10_000);
    await writeFile(harness.file, garbage);
    const ledger = await harness.open();
    const aside = setAside(ledger);
    assert.deepEqual(await readFile(aside), garbage);
    await recordsAgain(ledger, "new");
    assert.equal(ledger.snapshot("today").totals.calls, 1);
    await ledger.close();
    assert.equal((await harness.open()).status.kind, "disk");
  });

  for (const version of [0, 1]) {
    it(`is set aside when it is a sound database of something else, of version ${version}`, async () => {
      const database = new DatabaseSync(harness.file);
      database.exec(`CREATE TABLE calls (number TEXT); PRAGMA user_version = ${version}`);
      database.close();
      const ledger = await harness.open();
      assert.ok(existsSync(setAside(ledger)));
      await recordsAgain(ledger, "new");
    });
  }

  it("takes its log along", async () => {
    for (const suffix of ["", "-wal", "-shm"]) await writeFile(harness.file + suffix, `content${suffix}`);
    const aside = moveAside(harness.file, NOON);
    for (const suffix of ["", "-wal", "-shm"]) {
      assert.equal(await readFile(aside + suffix, "utf8"), `content${suffix}`);
      assert.ok(!existsSync(harness.file + suffix));
    }
  });

  it("is set aside when its end is missing", async () => {
    await fill();
    await truncate(harness.file, 5 * PAGE + 100);
    const ledger = await harness.open();
    assert.ok(existsSync(setAside(ledger)));
    await recordsAgain(ledger, "new");
  });

  it("is set aside when a page in its middle is overwritten", async () => {
    await fill();
    await overwrite(harness.file, 4 * PAGE, randomBytes(PAGE));
    const ledger = await harness.open();
    assert.ok(existsSync(setAside(ledger)));
    await recordsAgain(ledger, "new");
  });

  it("never makes the ledger throw, wherever bits are flipped", async () => {
    await fill();
    const sound = await readFile(harness.file);
    for (let offset = 16; offset < sound.length; offset += 2999) {
      const flipped = Buffer.from(sound);
      flipped.writeUInt8(flipped.readUInt8(offset) ^ 0b0101_0101, offset);
      await rm(`${harness.file}-wal`, { force: true });
      await writeFile(harness.file, flipped);
      const ledger = await harness.open();
      ledger.snapshot("month");
      ledger.health(10);
      ledger.routeStats("openai/gpt-5-mini");
      ledger.spentSince(0);
      ledger.follow(() => {}, 3_600_000);
      await harness.clock.advance(1100);
      await recordsAgain(ledger, `after ${offset}`);
      await ledger.close();
    }
  });

  it("is set aside while it is open, and what waited goes to the new one", async () => {
    await fill();
    const ledger = await harness.open();
    assert.equal(ledger.snapshot("today").totals.calls, 300);
    ledger.record(callOf({ id: "waiting", startedAt: NOON }));
    await overwriteOpenFile();
    const { recent } = ledger.snapshot("today");
    assert.deepEqual(
      recent.map((call) => call.id),
      ["waiting"],
    );
    assert.ok(existsSync(setAside(ledger)));
    await recordsAgain(ledger, "new");
    assert.equal(ledger.snapshot("today").totals.calls, 2);
  });

  it("is left by the other windows once one has set it aside", async () => {
    await fill();
    const [one, two] = [await harness.open(), await harness.open()];
    let told = 0;
    two.onDidChange(() => told++);
    await overwriteOpenFile();
    one.snapshot("today");
    setAside(one);
    await recordsAgain(one, "from one");
    // Two reads the damage after one has moved it away, and must not move the new file.
    assert.equal(two.snapshot("today").totals.calls, 1);
    assert.equal(two.status.kind, "disk");
    await recordsAgain(two, "from two");
    assert.equal(one.snapshot("today").totals.calls, 2);
    await two.close();
    await recordsAgain(one, "from one, alone");
    await one.close();
    assert.equal(integrity(harness.file), "ok");
    assert.ok(told > 0);
  });

  it("may be taken away while it is open", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "old", startedAt: NOON }));
    await ledger.flush();
    await rename(harness.file, `${harness.file}.elsewhere`);
    ledger.record(callOf({ id: "new", startedAt: NOON }));
    await ledger.flush();
    const { recent, status } = ledger.snapshot("today");
    assert.deepEqual(
      recent.map((call) => call.id),
      ["new"],
    );
    assert.equal(status.kind, "disk");
    assert.ok(existsSync(harness.file));
  });

  it("tells a listener when the file is taken away", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    const calls: number[] = [];
    ledger.onDidChange(() => calls.push(ledger.snapshot("today").totals.calls));
    await rm(harness.directory, { recursive: true });
    await harness.clock.advance(1000);
    assert.deepEqual(calls, [0]);
  });
});

async function overwrite(file: string, offset: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(bytes, 0, bytes.length, offset);
  await handle.close();
}

function integrity(file: string): unknown {
  const database = new DatabaseSync(file);
  const row = database.prepare("PRAGMA integrity_check").get();
  database.close();
  return row?.["integrity_check"];
}
