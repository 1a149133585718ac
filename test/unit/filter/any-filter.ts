import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { allOf, anyOf, type Filter, type Term } from "../../../src/filter/filter.ts";
import { readMoment } from "../../../src/filter/moment.ts";
import { patternOf, type Pattern } from "../../../src/filter/pattern.ts";

/** Texts that a filter has to put in quotes now and then, and that occur in calls. */
const texts = fc.oneof(
  fc.constantFrom(
    "gpt-5",
    "claude",
    "or",
    "not",
    "failed",
    "a:b",
    "-x",
    '"',
    "\\",
    "*",
    "a,b",
    "(x)",
    "two words",
    "é",
  ),
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== ""),
);

const patterns: fc.Arbitrary<Pattern> = fc.oneof(
  texts.map((text) => [text]),
  fc.array(fc.oneof(texts, fc.constant("")), { minLength: 1, maxLength: 3 }).map(patternOf),
);

/** Of plain objects. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true });

const namesOf = (kind: "text" | "amount") =>
  fc.constantFrom(...callFields.fields.flatMap((field) => (field.kind === kind ? [field.name] : [])));

function anyTerm(now: number): fc.Arbitrary<Term> {
  const written = fc.constantFrom(
    "today",
    "last-month",
    "2026-11-03",
    "2026-11",
    "2026",
    "7d",
    "3mo",
    "2026-11-03T15:30",
  );
  return fc.oneof(
    record({
      kind: fc.constant("is" as const),
      field: namesOf("text"),
      values: fc.array(patterns, { minLength: 1, maxLength: 3 }),
    }),
    record({
      kind: fc.constant("is" as const),
      field: fc.constant("outcome"),
      values: fc.constantFrom<readonly Pattern[]>([["failed"]], [["succeeded"], ["", "led"]]),
    }),
    record({
      kind: fc.constant("compare" as const),
      field: namesOf("amount"),
      operator: fc.constantFrom("<" as const, "<=" as const, "=" as const, ">=" as const, ">" as const),
      amount: fc.oneof(fc.nat(5000), fc.double({ min: 0, max: 1e9, noNaN: true })),
    }),
    fc.tuple(fc.constantFrom("since" as const, "until" as const), written).map(([edge, moment]) => {
      const { from = 0, until = 0 } = readMoment(moment, now) ?? {};
      return { kind: "time" as const, edge, written: moment, ...(edge === "since" ? { from } : { until }) };
    }),
    fc.constantFrom(...callFields.states).map(({ name }) => ({ kind: "state" as const, state: name })),
    texts.map((text) => ({ kind: "text" as const, text })),
  );
}

/** Any filter of calls that can be read. */
export function anyFilter(now: number): fc.Arbitrary<Filter> {
  const { filter } = fc.letrec<{ filter: Filter; term: Filter }>((tie) => ({
    term: anyTerm(now),
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie("term"),
      fc.array(tie("filter"), { minLength: 1, maxLength: 3 }).map(allOf),
      fc.array(tie("filter"), { minLength: 1, maxLength: 3 }).map(anyOf),
      tie("filter").map((part) => ({ kind: "not" as const, part })),
    ),
  }));
  return filter;
}
