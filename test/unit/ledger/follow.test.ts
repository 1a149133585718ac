import assert from "node:assert/strict";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const HOUR = 3_600_000;

describe("a follower of a ledger", () => {
  const harness = LedgerHarness.perTest();

  /** Records calls that started at these times, named after them, and writes them. */
  async function write(ledger: Ledger, ...times: number[]): Promise<void> {
    for (const at of times) ledger.record(callOf({ id: `${at - NOON}`, startedAt: at }));
    await ledger.flush();
  }

  it("is told after a reload what this window did before, as it was kept", async () => {
    const before = await harness.open();
    before.record(callOf({ id: "before", startedAt: NOON - 5, experiment: "terse" }));
    const opened = moveOf("openai", "open", NOON - 3, { until: NOON + HOUR, cause: "3 failures in a row" });
    before.recordHealth(opened);
    await before.close();
    const ledger = await harness.open();
    const told = new Told(ledger, HOUR);
    assert.deepEqual(told.parts, [], "not at once: whoever follows may not be ready yet");
    await harness.clock.advance(10);
    assert.deepEqual(told.parts, [{ calls: ledger.snapshot("today").recent, health: [opened] }]);
    assert.deepEqual(told.calls, ["before"]);
  });

  it("is told of no call that is too long past", async () => {
    const other = await harness.open();
    await write(other, NOON - HOUR - 1, NOON - HOUR + 10, NOON - 1);
    const told = new Told(await harness.open(), HOUR);
    await harness.clock.advance(5000);
    assert.deepEqual(told.calls, [`${-HOUR + 10}`, "-1"]);
  });

  it("is told of the newest calls of a long past, in several parts, oldest first", async () => {
    const other = await harness.open();
    await write(other, ...Array.from({ length: 2100 }, (_, index) => NOON - 2100 + index));
    const told = new Told(await harness.open(), HOUR);
    await harness.clock.advance(10);
    assert.equal(told.calls.length, 250);
    await harness.clock.advance(500);
    assert.deepEqual(
      told.calls,
      Array.from({ length: 2000 }, (_, index) => `${index - 2000}`),
    );
  });

  it("is told of another window's calls and breakers within a second", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const idle = harness.clock.pending();
    const told = new Told(ledger, HOUR);
    await harness.clock.advance(3500);
    other.recordHealth(moveOf("openai", "open", NOON + 20));
    await write(other, NOON + 10);
    assert.deepEqual(told.parts, []);
    await harness.clock.advance(1000);
    assert.deepEqual([told.calls, told.moves], [["10"], ["openai open"]]);
    await harness.clock.advance(5000);
    assert.equal(told.parts.length, 1);
    assert.equal(harness.clock.pending(), idle + 1, "the next look, and nothing else");
  });

  it("is told soon of more than is read in one go", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const told = new Told(ledger, HOUR);
    await harness.clock.advance(500);
    for (let index = 0; index < 600; index++) other.recordHealth(moveOf(`${index}`, "open", NOON + index));
    await other.flush();
    await harness.clock.advance(600);
    assert.deepEqual(
      told.health.map(({ target }) => target.key),
      Array.from({ length: 600 }, (_, index) => `${index}`),
    );
  });

  it("is told of others' past, however much its own window wrote since", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await write(other, NOON - 3000);
    await write(ledger, ...Array.from({ length: 2100 }, (_, index) => NOON - 2100 + index));
    const told = new Told(ledger, HOUR);
    await harness.clock.advance(100);
    assert.deepEqual(told.calls, ["-3000"]);
  });

  it("is told in the order in which calls ended and breakers moved, whoever wrote first", async () => {
    const [ledger, slow, quick] = [await harness.open(), await harness.open(), await harness.open()];
    const told = new Told(ledger, HOUR);
    await harness.clock.advance(100);
    quick.record(callOf({ id: "ended last", startedAt: NOON + 1, durationMs: 90 }));
    quick.recordHealth(moveOf("b", "open", NOON + 5));
    await quick.flush();
    slow.record(callOf({ id: "ended first", startedAt: NOON + 2, durationMs: 50 }));
    slow.recordHealth(moveOf("a", "open", NOON + 4));
    await slow.flush();
    await harness.clock.advance(1000);
    assert.deepEqual(
      [told.calls, told.moves],
      [
        ["ended first", "ended last"],
        ["a open", "b open"],
      ],
    );
  });

  it("is never told what its own window records, written before or after it came", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await write(ledger, NOON - 1);
    const told = new Told(ledger, HOUR);
    await write(ledger, NOON + 1);
    ledger.recordHealth(moveOf("openai", "open", NOON + 2));
    await harness.clock.advance(2000);
    await write(other, NOON + 3);
    await write(ledger, NOON + 4);
    await harness.clock.advance(1000);
    assert.deepEqual([told.calls, told.moves], [["3"], []]);
  });

  it("shares nothing with others that follow: each is told all, once", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await write(other, NOON - 2);
    const first = new Told(ledger, HOUR);
    await harness.clock.advance(1500);
    await write(other, NOON - 1);
    const second = new Told(ledger, HOUR);
    await harness.clock.advance(3000);
    assert.deepEqual(
      [first.calls, second.calls],
      [
        ["-2", "-1"],
        ["-2", "-1"],
      ],
    );
  });

  it("is told nothing once it is disposed of or the ledger closed, and leaves no timer", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await write(other, NOON - 1);
    const [disposed, closed] = [new Told(ledger, HOUR), new Told(ledger, HOUR)];
    disposed.dispose();
    disposed.dispose();
    await harness.clock.advance(500);
    const justCome = new Told(ledger, HOUR);
    await ledger.close();
    await write(other, NOON + 1);
    const late = new Told(ledger, HOUR);
    await harness.clock.advance(5000);
    assert.deepEqual(
      [disposed, closed, justCome, late].map(({ calls }) => calls),
      [[], ["-1"], [], []],
    );
    await other.close();
    assert.equal(harness.clock.pending(), 0);
  });

  it("lets the polling end with the last that follows", async () => {
    const ledger = await harness.open();
    const idle = harness.clock.pending();
    new Told(ledger, HOUR).dispose();
    await harness.clock.advance(1000);
    assert.equal(harness.clock.pending(), idle);
  });

  it("hears no more of what made it throw, but of all that comes after", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const heard: string[] = [];
    ledger.follow(({ calls }) => {
      heard.push(...calls.map(({ id }) => id));
      if (calls.some(({ id }) => id === "-1")) throw new Error("a bug");
    }, HOUR);
    await write(other, NOON - 1);
    await assert.rejects(harness.clock.advance(1000), /a bug/);
    await write(other, NOON + 1);
    await harness.clock.advance(2000);
    assert.deepEqual(heard, ["-1", "1"]);
  });
});
