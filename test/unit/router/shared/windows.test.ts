import assert from "node:assert/strict";
import { drain } from "./drain.ts";
import { budgetOf } from "../budget/budget-bench.ts";
import { LedgerHarness } from "../../ledger/ledger-harness.ts";
import { type Behaviour, RouterWindow, type WindowOptions } from "./router-window.ts";

const minute = 60_000;

describe("two windows over one ledger", () => {
  const harness = LedgerHarness.perTest();
  let behaviours = new Map<string, Behaviour>();
  beforeEach(() => (behaviours = new Map()));

  async function open(name: string, options: WindowOptions = {}): Promise<RouterWindow> {
    const window = new RouterWindow(name, await harness.open(), harness.clock, behaviours, options);
    await harness.clock.advance(50);
    return window;
  }

  /** Runs until it has ended, while time passes as little as possible. */
  const run = <T>(running: Promise<T>): Promise<T> => drain(harness.clock, running);

  /** Long enough to be written by one and told to the other. */
  const tell = () => harness.clock.advance(1200);

  const untilOf = (window: RouterWindow, routeId = "a/m") => {
    const state = window.stateOf(routeId);
    return state?.kind === "open" ? state.until : undefined;
  };

  it("share a breaker that opens, within about a second and until the same moment", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "server-error");
    await run(one.calls(3));
    assert.equal(two.stateOf("a/m")?.kind, "closed");
    await tell();
    assert.ok(untilOf(one) !== undefined);
    assert.deepEqual(two.stateOf("a/m"), one.stateOf("a/m"));
    await run(two.call());
    assert.deepEqual(two.asked, ["b/m"]);
    assert.deepEqual(two.moves, [], "what was heard is not told as news again");
  });

  it("share a hold of an hour", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "quota-exhausted");
    const from = harness.clock.now();
    await run(one.call());
    await tell();
    assert.ok(Math.abs((untilOf(two) ?? 0) - (from + 60 * minute)) < 1000);
    assert.equal(untilOf(two), untilOf(one));
  });

  it("count failures together", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "server-error");
    await run(one.calls(2));
    await tell();
    await run(two.call());
    assert.equal(two.stateOf("a/m")?.kind, "open");
    assert.match(two.moves[0]?.cause ?? "", /^3 failures in a row/);
  });

  it("keep away while the other one's probe is out, and come back when it was answered", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "server-error");
    await run(one.calls(3));
    await tell();
    behaviours.set("a", "hang");
    await harness.clock.advance((untilOf(two) ?? 0) - harness.clock.now());
    const abort = new AbortController();
    const probing = one.call({ pinned: "a/m" }, abort.signal);
    await tell();
    assert.equal(one.stateOf("a/m")?.kind, "half-open");
    assert.equal(two.stateOf("a/m")?.kind, "open");
    abort.abort();
    await run(probing);
    behaviours.set("a", "well");
    await run(one.call({ pinned: "a/m" }));
    await tell();
    assert.deepEqual([one.stateOf("a/m")?.kind, two.stateOf("a/m")?.kind], ["closed", "closed"]);
    await run(two.call());
    assert.deepEqual(two.asked, ["a/m"]);
  });

  it("do not keep away for ever when the other one never tells what its probe found", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "server-error");
    await run(one.calls(3));
    await tell();
    const until = untilOf(two) ?? 0;
    behaviours.set("a", "hang");
    await harness.clock.advance(until - harness.clock.now());
    const from = harness.clock.now();
    const abort = new AbortController();
    const probing = one.call({ pinned: "a/m" }, abort.signal);
    await tell();
    assert.equal(untilOf(two), from + 15_000);
    // The window is gone with its probe.
    await one.ledger.close();
    await harness.clock.advance(15_000);
    assert.equal(two.stateOf("a/m")?.kind, "half-open");
    abort.abort();
    await run(probing);
  });

  it("rebuild after a reload what was known: open breakers, speeds, and the use of limits", async () => {
    const limits = () => ({ requests: 3 });
    const before = await open("before", { limits });
    behaviours.set("a", "quota-exhausted");
    await run(before.calls(3));
    const a = before.stateOf("a/m");
    assert.equal(a?.kind, "open");
    await before.ledger.close();
    const after = await open("after", { limits });
    assert.deepEqual(after.stateOf("a/m"), a);
    const full = after.router.plan({ task: "completion" }).leftOut.find(({ entry }) => entry === "b/m");
    assert.match(full?.reason ?? "", /^no room in its limit of 3 requests/);
    assert.ok(full?.expected?.firstTokenMs !== undefined);
  });

  it("never hear of what they did themselves", async () => {
    const one = await open("one");
    behaviours.set("a", "server-error");
    await run(one.calls(3));
    one.router.reset("a/m");
    await harness.clock.advance(5000);
    assert.deepEqual(one.told, []);
    assert.equal(one.stateOf("a/m")?.kind, "closed");
  });

  it("keep what a person changed here against older news from there", async () => {
    const [one, two] = [await open("one"), await open("two")];
    behaviours.set("a", "quota-exhausted");
    await run(one.call());
    await harness.clock.advance(300);
    two.router.reset("a/m");
    await tell();
    assert.equal(two.stateOf("a/m")?.kind, "closed");
  });

  it("never learn of a fire drill, neither that it began nor that it is over", async () => {
    const [one, two] = [await open("one"), await open("two")];
    one.router.drill("a/m", "quota-exhausted");
    await run(one.call());
    await tell();
    assert.equal(one.stateOf("a/m")?.kind, "open");
    assert.deepEqual(two.stateOf("a/m"), { kind: "closed" });
    // It is truly out of quota there, and the end of a drill here is not the end of that.
    behaviours.set("a", "quota-exhausted");
    await run(two.call());
    one.router.drill("a/m", "none");
    await tell();
    assert.equal(two.stateOf("a/m")?.kind, "open");
    assert.deepEqual(one.stateOf("a/m"), two.stateOf("a/m"));
  });
});

describe("the budget of two windows over one ledger", () => {
  const harness = LedgerHarness.perTest();
  const budgets = [budgetOf({ limitUsd: 2 })];
  const options = { budgets: () => budgets };
  const run = <T>(running: Promise<T>): Promise<T> => drain(harness.clock, running);

  async function open(name: string): Promise<RouterWindow> {
    return new RouterWindow(name, await harness.open(), harness.clock, new Map(), options);
  }
  const spent = (window: RouterWindow) => window.router.budgets()[0]?.spentUsd;

  it("counts every call once, whoever made it and whenever a window first looked", async () => {
    const one = await open("one");
    await run(one.calls(2));
    const two = await open("two");
    assert.equal(spent(two), 0, "what is still to be told comes on top");
    await harness.clock.advance(1200);
    assert.deepEqual([spent(one), spent(two)], [0.5, 0.5]);
    await run(two.call());
    await run(one.call());
    assert.deepEqual([spent(one), spent(two)], [0.75, 0.75]);
    await harness.clock.advance(1200);
    assert.deepEqual([spent(one), spent(two)], [1, 1]);
  });

  it("counts what the other one wrote just before this one looked, and was told of just after", async () => {
    const [one, two] = [await open("one"), await open("two")];
    await harness.clock.advance(1200);
    await run(two.call());
    await two.ledger.flush();
    assert.equal(spent(one), 0);
    await harness.clock.advance(1200);
    assert.equal(spent(one), 0.25);
  });

  it("stops both when they have used it up together, and says so in both once", async () => {
    const [one, two] = [await open("one"), await open("two")];
    for (let at = 0; at < 4; at += 1) {
      await run(one.call());
      await run(two.call());
      await harness.clock.advance(1200);
    }
    for (const window of [one, two]) {
      assert.equal(spent(window), 2);
      assert.match((await run(window.call())).failure?.message ?? "", /budget of \$2\.00 a day is used up/);
      assert.equal(window.budgetMoves.filter((state) => state === "over").length, 1);
    }
  });

  it("begins anew at midnight in both", async () => {
    const [one, two] = [await open("one"), await open("two")];
    await run(one.calls(3));
    await harness.clock.advance(13 * 60 * minute);
    await run(two.call());
    await harness.clock.advance(1200);
    assert.deepEqual([spent(one), spent(two)], [0.25, 0.25]);
  });
});
