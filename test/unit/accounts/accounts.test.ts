import assert from "node:assert/strict";
import fc from "fast-check";
import { isDue, jittered, nextLook, nextTry } from "../../../src/connections/accounts/account-schedule.ts";
import type { AccountReading } from "../../../src/spec/account.ts";
import type { FailureClass, Result } from "../../../src/spec/failure.ts";
import { bad, credential, deepSeek, good, harness } from "./accounts-harness.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const minutes = (reads: readonly (readonly [number, string])[]) => reads.map(([minute]) => minute);

describe("accounts that are read by themselves", () => {
  it("are read a minute after the start, then every six hours", async () => {
    const { clock, reads, book } = harness();
    await clock.advance(MINUTE - 1);
    assert.deepEqual(reads, []);
    await clock.advance(12 * HOUR + 2 * MINUTE);
    assert.deepEqual(reads, [
      [1, "key-1"],
      [361, "key-1"],
      [721, "key-1"],
    ]);
    assert.equal(book.latestBalances()[0]?.remaining, 10);
  });

  it("are read every half hour while money is spent", async () => {
    const run = harness();
    run.spent = true;
    await run.clock.advance(2 * HOUR);
    assert.deepEqual(minutes(run.reads), [1, 31, 61, 91]);
    run.spent = false;
    await run.clock.advance(3 * HOUR);
    assert.deepEqual(minutes(run.reads), [1, 31, 61, 91]);
  });

  it("are not read again when another window has just done so", async () => {
    const run = harness();
    const other = { provider: "deepseek", credential: "key-1", source: "reported", currency: "USD" } as const;
    run.book.recordBalances([{ ...other, at: run.clock.now(), remaining: 5 }]);
    await run.clock.advance(2 * HOUR);
    assert.deepEqual(run.reads, []);
    await run.clock.advance(4.5 * HOUR);
    assert.equal(run.reads.length, 1);
  });

  it("are those of keys whose provider tells of them, with the kind of key that it wants", async () => {
    const { accounts, clock, reads } = harness({}, [
      credential("key-1"),
      credential("silent", { providerId: "groq" }),
      credential("ordinary", { providerId: "openai" }),
      credential("admin", { providerId: "openai", use: "account" }),
      credential("lost", { providerId: "nobody" }),
    ]);
    await clock.advance(2 * MINUTE);
    assert.deepEqual([...accounts.status().keys()], ["key-1", "admin"]);
    assert.deepEqual(reads.map(([, id]) => id).toSorted(), ["admin", "key-1"]);
  });

  it("are left alone while the network is gone, and read when it is back", async () => {
    const run = harness();
    run.paused = true;
    await run.clock.advance(HOUR);
    await run.accounts.refresh("all");
    assert.deepEqual(run.reads, []);
    run.paused = false;
    await run.clock.advance(5 * MINUTE);
    assert.equal(run.reads.length, 1);
  });

  it("are asked less and less often while that fails, once a day at least", async () => {
    const run = harness();
    run.tell(bad({}));
    await run.clock.advance(4 * HOUR);
    assert.deepEqual(minutes(run.reads), [1, 6, 16, 36, 76, 156]);
    await run.clock.advance(20 * DAY);
    const before = run.reads.length;
    await run.clock.advance(DAY);
    assert.equal(run.reads.length, before + 1);
    run.tell(good(3));
    await run.clock.advance(DAY);
    const status = run.accounts.status().get("key-1");
    assert.equal(status?.problem, undefined);
    assert.ok((status?.nextAt ?? 0) - run.clock.now() <= 30 * MINUTE);
  });

  it("are not asked before the provider wants it", async () => {
    const run = harness();
    run.tell(bad({ class: "rate-limited", retryAfterMs: 2 * HOUR }));
    await run.clock.advance(2 * HOUR);
    assert.deepEqual(minutes(run.reads), [1]);
    await run.clock.advance(2 * MINUTE);
    assert.deepEqual(minutes(run.reads), [1, 121]);
  });

  for (const kind of ["credential-invalid", "capability"] as const) {
    it(`are not asked again after ${kind}, until the key changes`, async () => {
      const run = harness();
      run.tell(bad({ class: kind, message: "Enter another key." }));
      await run.clock.advance(10 * DAY);
      assert.equal(run.reads.length, 1);
      const status = run.accounts.status().get("key-1");
      assert.equal(status?.problem, "Enter another key.");
      assert.equal(status?.nextAt, undefined);
      assert.equal(run.clock.pending(), 0);
      run.tell(good(7));
      run.accounts.changed("key-1");
      await run.clock.advance(MINUTE);
      assert.equal(run.reads.length, 2);
      assert.equal(run.accounts.status().get("key-1")?.problem, undefined);
    });
  }
});

describe("an account that is read because somebody asks", () => {
  it("is read at once, and says so", async () => {
    const { accounts, clock, reads } = harness();
    let told = 0;
    const listening = accounts.onDidChange(() => (told += 1));
    const asked = accounts.refresh("key-1");
    assert.equal(accounts.status().get("key-1")?.reading, "under way");
    await asked;
    assert.equal(accounts.status().get("key-1")?.reading, undefined);
    assert.equal(accounts.status().get("key-1")?.lastRead, clock.now());
    assert.deepEqual(minutes(reads), [0]);
    assert.equal(told, 2);
    listening.dispose();
    await accounts.refresh("all");
    assert.equal(told, 2);
  });

  it("is read even after a wrong key", async () => {
    const run = harness();
    run.tell(bad({ class: "credential-invalid" }));
    await run.accounts.refresh("key-1");
    await run.accounts.refresh("key-1");
    assert.equal(run.reads.length, 2);
  });

  it("is never read twice at once", async () => {
    const run = harness();
    const answer = Promise.withResolvers<Result<AccountReading>>();
    run.tell(() => answer.promise);
    const asked = [run.accounts.refresh("key-1"), run.accounts.refresh("all")];
    await run.clock.advance(10 * MINUTE);
    assert.equal(run.reads.length, 1);
    answer.resolve(good(1));
    await Promise.all(asked);
    assert.equal(run.reads.length, 1);
  });

  it("goes on for others when one of them leaves, and is aborted when the last one does", async () => {
    const run = harness();
    let aborted = false;
    run.tell(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            aborted = true;
            resolve(bad({ class: "cancelled" }));
          });
        }),
    );
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [run.accounts.refresh("key-1", one.signal), run.accounts.refresh("key-1", other.signal)];
    await run.clock.advance(0);
    one.abort();
    await asked[0];
    assert.equal(aborted, false);
    other.abort();
    await asked[1];
    assert.equal(aborted, true);
    await run.clock.advance(1);
    assert.equal(run.accounts.status().get("key-1")?.problem, undefined);
    assert.notEqual(run.accounts.status().get("key-1")?.nextAt, undefined);
  });

  it("is nobody's when the key is unknown", async () => {
    const run = harness();
    await run.accounts.refresh("stranger");
    assert.deepEqual(run.reads, []);
  });

  it("is read later when who asked for it has left already", async () => {
    const run = harness();
    run.tell(async (signal) => (signal.aborted ? bad({ class: "cancelled" }) : good(1)));
    await run.accounts.refresh("key-1", AbortSignal.abort());
    await run.clock.advance(HOUR);
    assert.equal(run.book.latestBalances()[0]?.remaining, 1);
  });
});

describe("what an account told", () => {
  it("is kept under its provider and key, with its costs and orders", async () => {
    const run = harness();
    const bought = {
      id: "theirs",
      at: 1,
      provider: "deepseek",
      kind: "top-up",
      amount: 5,
      currency: "USD",
      source: "provider",
    } as const;
    run.tell(good(4, { costs: [{ day: 0, model: "m", usd: 2 }], orders: [bought], tellsMore: "admin-key" }));
    await run.accounts.refresh("all");
    assert.deepEqual(run.book.latestBalances(), [
      {
        provider: "deepseek",
        credential: "key-1",
        at: run.clock.now(),
        source: "reported",
        of: "account",
        currency: "USD",
        remaining: 4,
      },
    ]);
    assert.deepEqual(run.book.reportedCosts({ from: 0, until: 1 }), [
      { provider: "deepseek", credential: "key-1", day: 0, model: "m", usd: 2 },
    ]);
    assert.deepEqual(run.book.orders(), [bought]);
    assert.equal(run.accounts.status().get("key-1")?.tellsMore, "admin-key");
  });

  it("that cannot be stored is a problem, and is tried again", async () => {
    const run = harness();
    run.book.recordBalances = () => {
      throw new Error("disk full");
    };
    await run.accounts.refresh("all");
    const status = run.accounts.status().get("key-1");
    assert.match(status?.problem ?? "", /could not be stored/);
    assert.notEqual(status?.nextAt, undefined);
    assert.match(run.logged.join(), /disk full/);
  });

  it("of a key that was replaced meanwhile is forgotten", async () => {
    const run = harness();
    const answer = Promise.withResolvers<Result<AccountReading>>();
    run.tell(() => answer.promise);
    const asked = run.accounts.refresh("key-1");
    await run.clock.advance(0);
    run.tell(good(99));
    run.accounts.changed("key-1");
    answer.resolve(good(1));
    await asked;
    assert.deepEqual(run.book.latestBalances(), []);
    await run.clock.advance(MINUTE);
    assert.equal(run.book.latestBalances()[0]?.remaining, 99);
  });
});

describe("trouble around an account", () => {
  it("such as a key that is gone from the secret storage is told", async () => {
    const run = harness();
    run.key = undefined;
    await run.accounts.refresh("all");
    assert.match(run.accounts.status().get("key-1")?.problem ?? "", /secret storage/);
    assert.deepEqual(run.reads, []);
  });

  it("such as a bug in reading is logged, and does not stop the rest", async () => {
    const run = harness({}, [credential("key-1"), credential("key-2")]);
    run.tell(() => Promise.reject(new Error("boom")));
    await run.accounts.refresh("all");
    assert.match(run.logged.join(), /boom/);
    assert.equal(run.reads.length, 2);
    assert.match(run.accounts.status().get("key-2")?.problem ?? "", /mistake here/);
  });

  it("never shows the key", async () => {
    const run = harness();
    run.tell(bad({}));
    await run.accounts.refresh("all");
    assert.doesNotMatch(JSON.stringify([...run.accounts.status()]) + run.logged.join(), /secret-key/);
  });
});

describe("keys and providers that change", () => {
  it("are followed: new ones are read soon, those that are gone no more", async () => {
    const run = harness();
    await run.clock.advance(2 * MINUTE);
    run.credentials = [credential("key-2")];
    run.accounts.changed();
    await run.clock.advance(MINUTE);
    assert.deepEqual(
      run.reads.map(([, id]) => id),
      ["key-1", "key-2"],
    );
    assert.deepEqual([...run.accounts.status().keys()], ["key-2"]);
  });

  it("at another address are read anew", async () => {
    const run = harness();
    run.tell(bad({ class: "capability" }));
    await run.accounts.refresh("all");
    run.accounts.changed();
    assert.notEqual(run.accounts.status().get("key-1")?.problem, undefined);
    run.providers = [{ ...deepSeek, baseUrl: "https://proxy.example.com/v1" }];
    run.accounts.changed();
    assert.equal(run.accounts.status().get("key-1")?.problem, undefined);
  });

  it("leave nothing behind at the end", async () => {
    const run = harness();
    let aborted = false;
    run.tell(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            aborted = true;
            resolve(bad({ class: "cancelled" }));
          });
        }),
    );
    const asked = run.accounts.refresh("all");
    await run.clock.advance(0);
    run.accounts.dispose();
    await asked;
    assert.equal(aborted, true);
    assert.equal(run.clock.pending(), 0);
    run.accounts.changed();
    await run.accounts.refresh("all");
    assert.equal(run.clock.pending(), 0);
  });
});

describe("when an account is read next", () => {
  const classes: readonly FailureClass[] = ["server-error", "network", "timeout", "rate-limited", "caller-fault"];

  it("is within five minutes and a day after a failure, and never sooner than after fewer of them", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...classes),
        fc.integer({ min: 1, max: 1000 }),
        fc.option(fc.integer({ min: 0, max: 40 * DAY }), { nil: undefined }),
        (kind, failures, retryAfterMs) => {
          const failure = {
            class: kind,
            scope: "provider",
            message: "x",
            ...(retryAfterMs !== undefined && { retryAfterMs }),
          } as const;
          const delay = nextTry(failures, failure) ?? Number.NaN;
          assert.ok(delay >= 5 * MINUTE && delay <= DAY);
          assert.ok((nextTry(failures + 1, failure) ?? 0) >= delay);
        },
      ),
    );
  });

  it("is due after six hours whatever was spent, and after half an hour if anything was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY }), fc.boolean(), (age, spent) => {
        const due = isDue(1000, 1000 + age, () => spent);
        assert.equal(due, age >= 6 * HOUR || (spent && age >= HOUR / 2));
        const next = nextLook(1000, 1000 + age);
        assert.ok(next > 0 && next <= HOUR / 2);
      }),
    );
    assert.equal(
      isDue(undefined, 0, () => false),
      true,
    );
    assert.equal(
      isDue(5000, 1000, () => false),
      true,
    );
  });

  it("is a tenth more or less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: DAY }), fc.double({ min: 0, max: 1, noNaN: true }), (delay, luck) => {
        const found = jittered(delay, () => luck);
        assert.ok(found >= Math.floor(delay * 0.9) && found <= Math.ceil(delay * 1.1));
      }),
    );
  });
});
