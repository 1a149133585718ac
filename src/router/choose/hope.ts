import type { Expectation } from "../types.ts";

/** What is known of a candidate's speed. */
export interface Timed {
  readonly expected: Expectation;
  /** How many times it was timed. */
  readonly samples: number;
  /** How often it was tried lately, whether that told a time or not (see `Trials`); `samples` unless set. */
  readonly tries?: number;
}

/** A candidate's time as it is, and as one hopes. */
export interface Hope {
  /** Until the whole answer is there, in milliseconds; undefined where it was never timed. */
  readonly ms: number | undefined;
  /** The same or, where it was never timed, a guess by the others' times; the more optimistic the less it is known. */
  readonly hopedMs: number;
  /** How many times it was tried. */
  readonly tries: number;
}

/**
 * How optimistic. With this, and with tries that fade as in `Trials`, a model that is three times as slow as the best gets
 * about one of a hundred calls, and one that is hopelessly slow one of two hundred.
 */
const optimism = 0.5;

/** So many tries that told no time make one that was never timed seem slower by as much again as the others usually are. */
const patience = 4;

/**
 * Expected times, optimistic where little is known, so that a route is tried now and then in case it is better than it
 * seemed (upper confidence bounds, as for bandits). The same in, the same out: chance has no part in it. Undefined when
 * no candidate was ever timed.
 *
 * @param leastShare no hope goes below this share of the expected time
 */
export function hopes(candidates: readonly Timed[], leastShare: number): readonly Hope[] | undefined {
  const times = timesOf(candidates);
  const usual = median(times.filter((ms) => ms !== undefined));
  if (usual === undefined) return undefined;
  const tries = candidates.map(({ samples, tries: told = samples }) => told);
  const total = tries.reduce((sum, count) => sum + count, 0);
  return tries.map((count, at) => {
    const ms = times[at];
    const guess = usual * (1 + count / patience);
    const share = Math.max(leastShare, 1 - optimism * Math.sqrt((2 * Math.log(total + 1)) / (count + 1)));
    return { ms, hopedMs: (ms ?? guess) * share, tries: count };
  });
}

/** Whole times. Where only the first token was timed, the rest is taken to last as long as the others' usually does. */
function timesOf(candidates: readonly Timed[]): readonly (number | undefined)[] {
  const rests = candidates.flatMap(({ expected: { firstTokenMs, answerMs } }) =>
    firstTokenMs === undefined || answerMs === undefined ? [] : [answerMs - firstTokenMs],
  );
  const rest = median(rests) ?? 0;
  return candidates.map(({ expected: { firstTokenMs, answerMs } }) => {
    return answerMs ?? (firstTokenMs === undefined ? undefined : firstTokenMs + rest);
  });
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
