import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { LedgerHarness } from "./ledger-harness.ts";

const WRITER = fileURLToPath(new URL("killed-writer.ts", import.meta.url));

describe("a window that is killed while it writes", () => {
  const harness = LedgerHarness.perTest();

  it("leaves a sound file and loses at most its last second", async function () {
    this.timeout(60_000);
    const ends = await Promise.all(["one", "two", "three"].map((name) => runAndKill(harness.directory, name)));

    const database = new DatabaseSync(harness.file);
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
    assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
    const kept = new Set(
      database
        .prepare("SELECT id FROM calls")
        .all()
        .map((row) => row["id"]),
    );
    const halves = database.prepare("SELECT id FROM calls WHERE number NOT IN (SELECT call FROM attempts)").all();
    database.close();

    assert.deepEqual(halves, []);
    for (const { recorded, killedAt } of ends) {
      const old = recorded.filter(({ at }) => at < killedAt - 1000);
      assert.ok(old.length > 10);
      assert.deepEqual(
        old.filter(({ id }) => !kept.has(id)),
        [],
      );
    }
    const ledger = await harness.open();
    assert.equal(ledger.status.kind, "disk");
  });
});

/** Lets a writer write for two seconds after its first call, then kills it. */
async function runAndKill(directory: string, name: string) {
  const writer = spawn(process.execPath, [WRITER, directory, name], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  writer.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise((resolve) => writer.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const killedAt = Date.now();
  const closed = new Promise((resolve) => writer.once("close", resolve));
  writer.kill("SIGKILL");
  await closed;
  const lines = output.split("\n").slice(0, -1);
  const recorded = lines.map((line) => {
    const [at = "", id = ""] = line.split(" ");
    return { at: Number(at), id };
  });
  return { recorded, killedAt };
}
