import assert from "node:assert/strict";
import fc from "fast-check";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness } from "./ledger-harness.ts";
import { Told } from "./told.ts";

const HOUR = 3_600_000;

/** What may happen; the first window has the follower. */
type Step =
  | { readonly kind: "record" | "write"; readonly window: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "sum" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("record" as const, "write" as const), window: fc.nat(2) }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(5, 120, 1000) }),
  fc.record({ kind: fc.constant("sum" as const) }),
);

describe("windows that write in any order", () => {
  const harness = LedgerHarness.perTest();

  /** Calls of others that were recorded, those that were told, and what each sum knew of the whole. */
  async function play(steps: readonly Step[]) {
    const windows = await Promise.all([0, 1, 2].map(() => harness.open()));
    const [ledger] = windows;
    assert.ok(ledger);
    const told = new Told(ledger, HOUR);
    const others: string[] = [];
    let own = 0;
    const sums: { readonly usd: number; readonly told: number; readonly own: number }[] = [];
    const take = async (taken: Step): Promise<void> => {
      if (taken.kind === "wait") await harness.clock.advance(taken.ms);
      else if (taken.kind === "write") await windows[taken.window]?.flush();
      else if (taken.kind === "sum") {
        const usd = (ledger.spentSince(0) ?? []).reduce((sum, spend) => sum + spend.usd, 0);
        sums.push({ usd, told: told.calls.length, own });
      } else {
        const id = `${taken.window} ${others.length + own}`;
        windows[taken.window]?.record(callOf({ id, startedAt: harness.clock.now() }));
        if (taken.window > 0) others.push(id);
        else own += 1;
        if (own === 1) await ledger.flush(); // from its first write on, a window knows prices
      }
    };
    for (const taken of steps) await take(taken);
    await harness.clock.advance(2000);
    for (const window of windows) await window.close();
    return { told: told.calls, others, own, sums };
  }

  it("are each told of in full and once, and come on top of what was summed before", async function () {
    this.timeout(60_000);
    await fc.assert(
      fc
        .asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const { told, others, own, sums } = await play(steps);
          assert.deepEqual(told.toSorted(), others.toSorted());
          for (const sum of sums) {
            const later = told.length - sum.told + own - sum.own;
            assert.equal(sum.usd + later * 0.25, (others.length + own) * 0.25);
          }
        })
        .beforeEach(async () => {
          await harness.renew();
        }),
      { numRuns: 60 },
    );
  });
});
