import fc from "fast-check";
import * as sqlite from "node:sqlite";
import { sumOf } from "../../../src/ledger/pricing/price-call.ts";
import { openInMemory } from "../../../src/ledger/store/open-file.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { Batch } from "../../../src/ledger/store/store.ts";
import type { AttemptRole, PricedCall } from "../../../src/spec/call.ts";
import type { FailureClass } from "../../../src/spec/failure.ts";

/** Of plain objects. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });

/** A property that is there or is not. */
const maybe = <K extends string, T>(name: K, values: fc.Arbitrary<T>): fc.Arbitrary<{ readonly [P in K]?: T }> =>
  fc
    .option(values, { nil: undefined })
    .map((value) => (value === undefined ? {} : { [name]: value }) as { [P in K]?: T });

/** Texts that mean something in CSV, JSON or a spreadsheet. */
const texts = fc.oneof(
  fc.constantFrom(
    "claude",
    "gpt-5",
    "two words",
    "a:b",
    "=1+1",
    "-x",
    "@x",
    "'",
    "'=",
    "\tx",
    'say "hi"',
    "a,b",
    "a\r\nb",
    "é",
    "+1",
    "\\",
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);

const whole = (max: number) => fc.integer({ min: 0, max });
const outcomes = fc.constantFrom("succeeded" as const, "failed" as const, "cancelled" as const);
const routes = fc
  .tuple(fc.constantFrom("openai", "x"), fc.constantFrom("gpt-5", "claude", "a:b"), fc.constantFrom("one", "two"))
  .map(([provider, model, credential]) => ({ routeId: `${provider}/${model}`, provider, model, credential }));

const failures = fc
  .tuple(
    record({
      class: fc.constantFrom<FailureClass>("timeout", "overloaded", "rate-limited", "network"),
      scope: fc.constantFrom("model" as const, "provider" as const),
      message: texts,
    }),
    maybe("status", fc.constantFrom(429, 503)),
    maybe("code", texts),
    maybe("retryAfterMs", whole(60_000)),
    maybe("deadline", fc.constantFrom("idle" as const, "total" as const)),
  )
  .map((parts) => Object.assign({}, ...parts) as (typeof parts)[0]);

const usages = fc
  .tuple(
    record({
      input: whole(20_000),
      cacheRead: whole(500),
      cacheWrite: whole(500),
      cacheWriteLong: whole(500),
      output: whole(5000),
      reasoning: whole(500),
      source: fc.constantFrom("reported" as const, "estimated" as const),
    }),
    maybe("reportedCost", fc.double({ min: 0, max: 5, noNaN: true })),
  )
  .map(([usage, reported]) => ({ ...usage, ...reported }));

const costs = fc.oneof(
  {
    weight: 4,
    arbitrary: record({
      kind: fc.constant("known" as const),
      usd: fc.oneof(fc.constantFrom(0, 0.01, 0.02), fc.double({ min: 0, max: 1, noNaN: true })),
      source: fc.constantFrom("reported" as const, "list" as const, "free" as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "unknown" as const }) },
);

/** @param alone whether it is its call's only attempt, which is no hedge and continues nothing */
function anyAttempt(startedAt: number, alone: boolean): fc.Arbitrary<PricedCall["attempts"][number]> {
  const roles: readonly AttemptRole[] = alone ? [] : ["hedge", "continuation"];
  const fates = fc.oneof(
    maybe("failure", failures).chain((failed) =>
      roles.length === 0
        ? fc.constant(failed)
        : maybe("role", fc.constantFrom(...roles)).map((role) => ({ ...failed, ...role })),
    ),
    failures.map((failure) => ({ failure, role: "drill" as const })),
  );
  return fc
    .tuple(
      routes,
      record({
        startedAt: whole(500).map((after) => startedAt + after),
        durationMs: whole(5000),
        outcome: outcomes,
        probe: fc.boolean(),
        cost: costs,
      }),
      maybe("firstTokenMs", whole(3000)),
      fates,
      maybe("usage", usages),
      maybe("finish", fc.constantFrom("stop" as const, "length" as const)),
    )
    .map((parts) => Object.assign({}, ...parts) as PricedCall["attempts"][number]);
}

/** Calls of the days around a moment, with ids that no other of them has. */
export function anyCalls(around: number, most: number): fc.Arbitrary<readonly PricedCall[]> {
  const calls = fc
    .tuple(fc.integer({ min: -40 * 86_400_000, max: 3_600_000 }), whole(3))
    .chain(([before, attempts]) => {
      const startedAt = around + before;
      return fc
        .tuple(
          record({
            id: fc.oneof(fc.uuid(), texts),
            task: fc.constantFrom("chat" as const, "completion" as const),
            client: fc.constantFrom("editor", "two words"),
            startedAt: fc.constant(startedAt),
            durationMs: fc.oneof(fc.constantFrom(500, 2000), whole(5000)),
            outcome: outcomes,
            attempts: fc.tuple(...Array.from({ length: attempts }, () => anyAttempt(startedAt, attempts === 1))),
          }),
          maybe("workspace", texts),
          maybe("experiment", fc.constantFrom("terse", "long")),
          maybe("firstTokenMs", whole(3000)),
          fc.nat(4),
        )
        .map(([call, workspace, experiment, firstToken, answering]) => {
          const routeId = call.attempts[answering]?.routeId;
          return {
            ...call,
            ...workspace,
            ...experiment,
            ...firstToken,
            ...(routeId === undefined ? {} : { routeId }),
            cost: sumOf(call.attempts.map(({ cost }) => cost)),
          };
        });
    });
  return fc.uniqueArray(calls, { maxLength: most, selector: ({ id }) => id.toLowerCase() });
}

export function batchOf(more: Partial<Batch>): Batch {
  return { calls: [], health: [], outcomes: [], limits: [], ...more };
}

/** The ledger's tables in memory, with what is given in them. */
export function storeWith(more: Partial<Batch>): SqliteStore {
  const store = openInMemory(sqlite, 1);
  store.append(batchOf(more));
  return store;
}
