import assert from "node:assert/strict";
import fc from "fast-check";
import type { CallEvent } from "../../../../src/router/events.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import { failing, finish, hang, pause, text, type Script } from "../../../support/scripted-router.ts";
import { createBookedCalls } from "./booked-calls.ts";

const failures: readonly FailureClass[] = [
  "network",
  "server-error",
  "overloaded",
  "rate-limited",
  "quota-exhausted",
  "truncated",
  "content-filtered",
  "caller-fault",
];

/** What an attempt does: when it begins, how many words it says and at what pace, and how it ends. */
interface Turn {
  readonly headers: boolean;
  readonly afterMs: number;
  readonly words: number;
  readonly everyMs: number;
  readonly end: Script;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  headers: fc.boolean(),
  afterMs: fc.oneof(fc.constantFrom(0, 100, 300), fc.integer({ min: 0, max: 2500 })),
  words: fc.nat(4),
  everyMs: fc.constantFrom(0, 0, 50, 400),
  end: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Script>([finish]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Script[]>([], [hang], [{ type: "last-words" }, finish], [{ type: "throw" }]),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...failures), fc.option(fc.integer({ min: 0, max: 25_000 })))
        .map(([one, retryAfterMs]): Script => [failing(one, retryAfterMs === null ? {} : { retryAfterMs })]),
    },
  ),
});
const turns = fc.array(turn, { minLength: 1, maxLength: 3 });
const plays = fc.record({ a: turns, b: turns, c: turns });

/** How a person treats a call. */
const treatment = fc.record({
  task: fc.constantFrom("chat", "completion"),
  startAtMs: fc.constantFrom(0, 0, 0, 200, 5000, 40_000),
  abortAfterMs: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 3 }),
  leaveAtEvent: fc.option(fc.nat(6), { freq: 3 }),
});
const treatments = fc.array(treatment, { minLength: 1, maxLength: 5 });
type Plays = typeof plays extends fc.Arbitrary<infer T> ? T : never;
type Treatment = typeof treatment extends fc.Arbitrary<infer T> ? T : never;

/** Each attempt says words of its own, so that a test sees whose they are: `a1w0 `, `a1w1 `. */
function scriptOf(name: string, { headers, afterMs, words, everyMs, end }: Turn): Script {
  const said = Array.from({ length: words }, (_, at): Script => [text(`${name}w${at} `), pause(everyMs)]);
  return [...(headers ? [{ type: "start" } as const] : []), pause(afterMs), ...said.flat(), ...end];
}

interface Seen {
  readonly treatment: Treatment;
  readonly events: readonly CallEvent[];
  /** How long each wait really took. */
  readonly waitedMs: number;
}

async function play(all: Plays, people: readonly Treatment[]) {
  const calls = createBookedCalls();
  for (const [id, list] of Object.entries(all)) {
    calls.script(`${id}/m`, ...list.map((one, at) => scriptOf(`${id}${at}`, one)));
  }
  const { clock } = calls;
  const watch = async (one: Treatment): Promise<Seen> => {
    await new Promise<void>((resolve) => void clock.schedule(one.startAtMs, resolve));
    const abort = new AbortController();
    const cancel = one.abortAfterMs === null ? () => {} : clock.schedule(one.abortAfterMs, () => abort.abort());
    const events: CallEvent[] = [];
    let waitedMs = 0;
    let waitingSince: number | undefined;
    for await (const event of calls.start(one.task, abort.signal)) {
      if (waitingSince !== undefined) waitedMs += clock.now() - waitingSince;
      waitingSince = event.type === "wait" ? clock.now() : undefined;
      events.push(event);
      if (events.length - 1 === one.leaveAtEvent) break;
    }
    cancel();
    return { treatment: one, events, waitedMs };
  };
  const progress = { over: false };
  const watching = Promise.all(people.map(watch)).finally(() => (progress.over = true));
  for (let step = 0; !progress.over && step < 1000; step += 1) await clock.advance(250);
  assert.ok(progress.over, "every call ends");
  return { calls, all: await watching };
}

/** Whose words these are, in order. Throws when one is missing, out of order or there twice. */
function speakersOf(events: readonly CallEvent[]): readonly string[] {
  const said = events.flatMap((event) => (event.type === "text" ? event.text.trim().split(" ") : []));
  const speakers: string[] = [];
  const next = new Map<string, number>();
  for (const word of said) {
    const [speaker = "", number] = word.split("w");
    const due = next.get(speaker) ?? 0;
    // One that goes on may begin with what was shown already, and is then not shown from its start.
    assert.equal(Number(number), due, said.join(" "));
    next.set(speaker, due + 1);
    if (speakers.at(-1) !== speaker) speakers.push(speaker);
  }
  assert.equal(new Set(speakers).size, speakers.length, said.join(" "));
  return speakers;
}

describe("whatever routes and people do, calls with hedges and continuations", () => {
  it("end once, are recorded once, and leave nothing open or held", async () => {
    await fc.assert(
      fc.asyncProperty(plays, treatments, async (all, people) => {
        const { calls, all: seen } = await play(all, people);
        for (const { events, treatment: one } of seen) {
          const ends = events.filter(({ type }) => type === "end");
          const left = one.leaveAtEvent !== null && events.length - 1 === one.leaveAtEvent;
          assert.ok(ends.length === 1 || left);
          assert.ok(ends.length === 0 || events.at(-1)?.type === "end");
        }
        assert.equal(calls.records.length, people.length);
        assert.equal(new Set(calls.records.map(({ id }) => id)).size, people.length);
        assert.deepEqual(calls.held(), []);
        const thrown = Object.values(all).some((list) => list.some(({ end }) => end[0]?.type === "throw"));
        assert.ok(thrown || calls.bugs.length === 0);
      }),
      { numRuns: 150 },
    );
  });

  it("show one answer, which goes on elsewhere once at most, and take nothing of it back", async () => {
    await fc.assert(
      fc.asyncProperty(plays, treatments, async (all, people) => {
        const { all: seen } = await play(all, people);
        for (const { events } of seen) {
          const broken = events.filter(({ type }) => type === "broken").length;
          assert.ok(broken <= 1);
          assert.ok(speakersOf(events).length <= 1 + broken);
          const finishes = events.filter(({ type }) => type === "finish").length;
          const end = events.at(-1);
          if (end?.type !== "end") continue;
          assert.equal(finishes, end.record.outcome === "succeeded" ? 1 : 0);
          assert.equal(end.failure !== undefined, end.record.outcome === "failed");
        }
      }),
      { numRuns: 100 },
    );
  });

  it("tell of every attempt in its order and of every failure at most once, and wait no longer than people have patience", async () => {
    await fc.assert(
      fc.asyncProperty(plays, treatments, async (all, people) => {
        const { all: seen } = await play(all, people);
        for (const { events, waitedMs, treatment: one } of seen) {
          const begun = events.flatMap((event) => (event.type === "attempt" ? [event.index] : []));
          assert.deepEqual(begun, [...begun.keys()]);
          const failed = events.flatMap((event) =>
            event.type === "failover" || event.type === "broken" ? [event.index] : [],
          );
          assert.equal(new Set(failed).size, failed.length);
          assert.ok(failed.every((index) => begun.includes(index)));
          assert.ok(waitedMs <= (one.task === "chat" ? 20_000 : 0), `waited ${waitedMs} ms`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("are paid for once each attempt, and go the same way again", async () => {
    await fc.assert(
      fc.asyncProperty(plays, treatments, async (all, people) => {
        const { calls } = await play(all, people);
        const attempts = calls.records.reduce((sum, record) => sum + record.attempts.length, 0);
        const [day] = calls.books.budgets.standings();
        assert.ok(Math.abs((day?.spentUsd ?? 0) - attempts * 0.01) < 1e-9);
        const again = await play(all, people);
        assert.deepEqual(again.calls.records, calls.records);
        assert.deepEqual(again.calls.live, calls.live);
      }),
      { numRuns: 50 },
    );
  });
});
