import type { Task } from "../../../src/spec/task.ts";

/** What became of one call that was not cancelled. */
export interface CallResult {
  /** `SimCall.id`. */
  readonly id: string;
  readonly task: Task;
  readonly fate: "succeeded" | "failed" | "silently-cut" | "late";
  /** Until the person saw the first token; missing where none came. */
  readonly firstTokenMs?: number;
}

/** A contestant's week in figures. */
export interface Tally {
  readonly results: readonly CallResult[];
  readonly cancelled: number;
  /** Requests that did not give an answer, those that a person's own cancelling ended left out. */
  readonly wasted: number;
  readonly costUsd: number;
}

/** Several weeks taken together. */
export interface Summary {
  readonly calls: number;
  readonly lost: number;
  readonly silentlyCut: number;
  readonly late: number;
  /** Lost calls as a share of all that were not cancelled. */
  readonly lostShare: number;
  /** The same of each week, in order. */
  readonly lostShares: readonly number[];
  readonly wasted: number;
  readonly costUsd: number;
  readonly firstToken: Readonly<Record<"completion" | "chat", { readonly p50: number; readonly p99: number }>>;
}

export function summaryOf(weeks: readonly Tally[]): Summary {
  const results = weeks.flatMap((week) => week.results);
  const lost = countLost(results);
  return {
    calls: results.length,
    lost,
    silentlyCut: results.filter(({ fate }) => fate === "silently-cut").length,
    late: results.filter(({ fate }) => fate === "late").length,
    lostShare: lost / results.length,
    lostShares: weeks.map((week) => countLost(week.results) / week.results.length),
    wasted: sum(weeks.map(({ wasted }) => wasted)),
    costUsd: sum(weeks.map(({ costUsd }) => costUsd)),
    firstToken: {
      completion: quantilesOf(results.filter(({ task }) => task === "completion")),
      chat: quantilesOf(results.filter(({ task }) => task !== "completion")),
    },
  };
}

/**
 * How many times as much `one` loses as `other`. No loss at all in the weeks that were played is taken as half a call, so
 * that the figure is a cautious one and not infinite.
 */
export function timesLost(one: Pick<Summary, "lostShare">, other: Pick<Summary, "lostShare" | "calls">): number {
  return one.lostShare / Math.max(other.lostShare, 0.5 / other.calls);
}

function countLost(results: readonly CallResult[]): number {
  return results.filter(({ fate }) => fate !== "succeeded").length;
}

/** Of the calls that saw a first token at all. */
function quantilesOf(results: readonly CallResult[]): { readonly p50: number; readonly p99: number } {
  const sorted = results.flatMap(({ firstTokenMs }) => firstTokenMs ?? []).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
