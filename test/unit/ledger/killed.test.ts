import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as sqlite from "node:sqlite";
import { fileURLToPath } from "node:url";
import { openStore } from "../../../src/ledger/store/open-store.ts";
import type { EditorOutcome } from "../../../src/spec/outcome.ts";
import { assertRollups, countedRollups } from "./kept-rollups.ts";
import { LedgerHarness } from "./ledger-harness.ts";
import { sixteenths } from "./random-calls.ts";

const WRITER = fileURLToPath(new URL("killed-writer.ts", import.meta.url));

/** How long windows are opened and killed; longer for a thorough search. */
const SECONDS = Number(process.env["SWITCHYARD_KILL_SECONDS"] ?? 6);

const SOON_MS = 1000;

describe("windows that are killed while they write", () => {
  const harness = LedgerHarness.perTest();

  it("leave a sound file, lose at most their last second, and sums that are those of the calls", async function () {
    this.timeout(SECONDS * 1000 + 60_000);
    const until = Date.now() + SECONDS * 1000;
    const lives = (await Promise.all([1, 2, 3].map((window) => openAndKill(harness.directory, window, until)))).flat();

    const opened = openStore(sqlite, harness.file, 9, 0);
    assert.ok(opened !== "locked" && opened.store && opened.status.kind === "disk");
    const { store } = opened;
    const calls = store.recentCalls(0, Number.MAX_SAFE_INTEGER);
    const kept = new Set(calls.map(({ id }) => id));
    const due = lives.flatMap(({ recorded, killedAt }) => recorded.filter(({ at }) => at < killedAt - SOON_MS));
    assert.ok(due.length > 50, `${due.length} calls were old enough to be there`);
    assert.deepEqual(
      due.filter(({ id }) => !kept.has(id)),
      [],
    );
    store.read((database) => {
      assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
      assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
      const halves = "SELECT id FROM calls WHERE attempts <> (SELECT count(*) FROM attempts WHERE call = number)";
      assert.deepEqual(database.prepare(halves).all(), []);
      assertRollups(database, countedRollups(calls, outcomesIn(database), sixteenths));
    });
    store.close();
  });
});

function outcomesIn(database: sqlite.DatabaseSync): readonly EditorOutcome[] {
  const rows = database.prepare("SELECT call_id AS callId, at, characters, language FROM outcomes").all();
  return rows.map((row) => ({ ...(row as unknown as Omit<EditorOutcome, "kind">), kind: "shown" }));
}

/** Opens a window again and again, and kills it at some moment each time. */
async function openAndKill(directory: string, window: number, until: number) {
  const lives: Life[] = [];
  for (let life = 0; Date.now() < until; life++) {
    lives.push(await liveAndDie(directory, 100 * window + life, 300 + Math.random() * 2200));
  }
  return lives;
}

interface Life {
  readonly recorded: readonly { readonly at: number; readonly id: string }[];
  readonly killedAt: number;
}

/** Lets a window write for a while after its first call, then kills it. */
async function liveAndDie(directory: string, writer: number, lifeMs: number): Promise<Life> {
  const child = spawn(process.execPath, [WRITER, directory, `${writer}`], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  const killedAt = Date.now();
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await closed;
  const lines = output.split("\n").slice(0, -1);
  const recorded = lines.map((line) => {
    const [at = "", id = ""] = line.split(" ");
    return { at: Number(at), id };
  });
  return { recorded, killedAt };
}
