import type { Task } from "../../../src/spec/task.ts";
import { between, logNormal, type Luck, luckOf } from "./luck.ts";
import { dayMs, hourMs, weekStart, workday, workingDays } from "./week-time.ts";

/** Something a person wants of a model. Times are milliseconds since the epoch, tokens whole. */
export interface SimCall {
  readonly id: string;
  readonly person: number;
  readonly task: Task;
  readonly at: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** The next keystroke, or a closed view, ends it after so many milliseconds, whatever came until then. */
  readonly cancelAfterMs?: number;
}

/** A developer's day: bursts of typing with several requests for ghost text each, and questions. */
const aDay = { bursts: 70, chats: 25, explanations: 8 } as const;
/** Requests of a burst, on average. */
const burstLength = 5;

/** All calls that `people` make in a week, in the order of their time. */
export function workloadOf(seed: number, people: number): readonly SimCall[] {
  const calls: SimCall[] = [];
  for (let person = 0; person < people; person += 1) {
    for (let day = 0; day < workingDays; day += 1) {
      calls.push(...dayOf(person, weekStart + day * dayMs, luckOf("work", seed, person, day)));
    }
  }
  return calls.toSorted((one, other) => one.at - other.at).map((call, index) => ({ ...call, id: `call-${index}` }));
}

function dayOf(person: number, midnight: number, luck: Luck): readonly SimCall[] {
  return [
    ...momentsOf(midnight, aDay.bursts, luck).flatMap((at) => burst(person, at, luck)),
    ...momentsOf(midnight, aDay.chats, luck).map((at) => question(person, "chat", at, luck)),
    ...momentsOf(midnight, aDay.explanations, luck).map((at) => question(person, "explain", at, luck)),
  ];
}

/** Moments of a working day, with a break at noon. */
function momentsOf(midnight: number, count: number, luck: Luck): readonly number[] {
  return Array.from({ length: count }, () => {
    const hour = between(luck, workday.from, workday.to);
    const offBreak = hour >= 12.5 && hour < 13.25 ? hour + 1 : hour;
    return Math.round(midnight + offBreak * hourMs);
  });
}

/** Half of a burst's requests are overtaken by the next keystroke, the others are looked at. */
function burst(person: number, start: number, luck: Luck): readonly SimCall[] {
  const calls: SimCall[] = [];
  let at = start;
  const promptTokens = Math.round(Math.min(6000, logNormal(luck, 1400, 0.5)));
  do {
    const overtaken = luck() < 0.5;
    const gapMs = Math.round(overtaken ? between(luck, 250, 1200) : between(luck, 3000, 9000));
    const answerTokens = Math.max(4, Math.round(Math.min(200, logNormal(luck, 35, 0.7))));
    calls.push({
      id: "",
      person,
      task: "completion",
      at,
      promptTokens,
      answerTokens,
      ...(overtaken && { cancelAfterMs: gapMs }),
    });
    at += gapMs;
  } while (luck() < 1 - 1 / burstLength);
  return calls;
}

function question(person: number, task: "chat" | "explain", at: number, luck: Luck): SimCall {
  const long = task === "chat";
  return {
    id: "",
    person,
    task,
    at,
    promptTokens: Math.round(Math.min(60_000, logNormal(luck, long ? 3500 : 1500, long ? 0.9 : 0.5))),
    answerTokens: Math.max(20, Math.round(Math.min(4000, logNormal(luck, long ? 500 : 350, 0.7)))),
    // A person stops an answer now and then.
    ...(luck() < 0.02 && { cancelAfterMs: Math.round(between(luck, 1000, 8000)) }),
  };
}
