import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import type { CallRecord } from "../../../src/spec/call.ts";
import type { EditorOutcome } from "../../../src/spec/outcome.ts";
import { assertRollups, countedRollups } from "./kept-rollups.ts";
import { LedgerHarness } from "./ledger-harness.ts";
import { callFrom, outcomeOf, sixteenths } from "./random-calls.ts";

const HOUR_MS = 3_600_000;

/** Around a midnight, and around a change of the clocks. */
const PLACES = [
  ["UTC", "2026-06-15T00:00:00Z"],
  ["America/New_York", "2026-03-08T07:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["Asia/Kolkata", "2026-06-14T18:30:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
] as const;

/** Calls and outcomes, each with the window that records it and whether that then writes. */
type Step = { readonly window: number; readonly writes: boolean } & (
  | { readonly call: CallRecord }
  | { readonly outcome: EditorOutcome }
);

function stepsAround(moment: number): fc.Arbitrary<readonly Step[]> {
  const times = fc.integer({ min: moment - 3 * HOUR_MS, max: moment + 3 * HOUR_MS });
  const how = fc.record({ window: fc.nat(2), writes: fc.boolean() });
  const recorded = fc.record({ call: callFrom(times), how, outcomes: fc.array(fc.nat(), { maxLength: 2 }) });
  return fc
    .array(recorded, { maxLength: 25 })
    .chain((list) =>
      fc
        .tuple(
          ...list.map(({ call, how: { window }, outcomes }) =>
            fc.tuple(
              ...outcomes.map(() =>
                fc.record({ outcome: outcomeOf(call), window: fc.constant(window), writes: fc.boolean() }),
              ),
            ),
          ),
        )
        .map((became) => list.flatMap(({ call, how: by }, index) => [{ call, ...by }, ...(became[index] ?? [])])),
    );
}

/** A batch may be repeated, so what is told twice is written once, as it was told first. */
function firstOfEach<T>(told: readonly T[], nameOf: (one: T) => string): readonly T[] {
  return [...new Map(told.toReversed().map((one) => [nameOf(one), one])).values()].toReversed();
}

describe("roll-ups in the file", () => {
  const harness = LedgerHarness.perTest();
  const zone = process.env["TZ"];
  const loadPrice = async () => sixteenths;

  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  for (const [place, moment] of PLACES) {
    it(`are what a plain count gives, whichever of three windows wrote, around ${moment} in ${place}`, async () => {
      process.env["TZ"] = place;
      await fc.assert(
        fc.asyncProperty(stepsAround(Date.parse(moment)), async (steps) => {
          await harness.renew();
          const windows = [0, 1, 2].map(() => harness.open({ loadPrice }));
          for (const { window, writes, ...what } of steps) {
            const ledger = await windows[window];
            if ("call" in what) ledger?.record(what.call);
            else ledger?.recordOutcome(what.outcome);
            if (writes) await ledger?.flush();
          }
          for (const ledger of windows) await (await ledger).flush();
          const told = steps.flatMap((step) => ("call" in step ? step.call : []));
          const calls = firstOfEach(told, ({ id }) => id);
          const outcomes = firstOfEach(
            steps.flatMap((step) => ("outcome" in step ? step.outcome : [])),
            ({ callId, at, kind }) => `${callId} ${at} ${kind}`,
          );
          const database = new DatabaseSync(harness.file);
          assertRollups(database, countedRollups(calls, outcomes, sixteenths));
          database.close();
        }),
        { numRuns: 15 },
      );
    });
  }
});
