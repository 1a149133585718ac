import type { Contestant } from "./contestant.ts";
import { litellm } from "./contestants/litellm.ts";
import { openrouter } from "./contestants/openrouter.ts";
import { plainChain } from "./contestants/plain-chain.ts";
import { portkey } from "./contestants/portkey.ts";
import { single, singleRetrying } from "./contestants/single.ts";
import { type Examine, switchyard, switchyardShared } from "./contestants/switchyard.ts";
import { luckOf } from "./luck.ts";
import { playWeek } from "./play-week.ts";
import { type Scenario, weeksOf } from "./scenario.ts";
import { type Summary, summaryOf, type Tally, timesLost } from "./tally.ts";

/** What a contestant is in the comparison. */
export type Role = "ours" | "ours-shared" | "single" | "single-retrying" | "chain";

export interface Standing {
  readonly name: string;
  readonly role: Role;
  readonly weeks: readonly Tally[];
  readonly summary: Summary;
}

/** A scenario played through by every contestant. */
export interface Standings {
  readonly scenario: Scenario;
  readonly all: readonly Standing[];
  readonly ours: Standing;
  readonly single: Standing;
  /** The peer that loses least. */
  readonly bestPeer: Standing;
  /** The chain among the peers that costs least. */
  readonly cheapestPeer: Standing;
}

/** Plays a scenario. */
export async function playScenario(scenario: Scenario, examine?: Examine): Promise<Standings> {
  const entrants: readonly (readonly [Contestant, Role])[] = [
    [single, "single"],
    [singleRetrying, "single-retrying"],
    [plainChain, "chain"],
    [litellm, "chain"],
    [portkey, "chain"],
    [openrouter, "chain"],
    ...(scenario.people > 1 ? ([[switchyardShared(), "ours-shared"]] as const) : []),
    [switchyard(examine), "ours"],
  ];
  const weeks = weeksOf(scenario);
  const all: Standing[] = [];
  for (const [contestant, role] of entrants) {
    const tallies: Tally[] = [];
    for (const week of weeks) tallies.push(await playWeek(contestant, week));
    all.push({ name: contestant.name, role, weeks: tallies, summary: summaryOf(tallies) });
  }
  const chains = all.filter(({ role }) => role === "chain");
  return {
    scenario,
    all,
    ours: only(all.filter(({ role }) => role === "ours")),
    single: only(all.filter(({ role }) => role === "single")),
    bestPeer: only(chains.toSorted((a, b) => a.summary.lostShare - b.summary.lostShare)),
    cheapestPeer: only(chains.toSorted((a, b) => a.summary.costUsd - b.summary.costUsd)),
  };
}

/**
 * The range in which nineteen of twenty resamplings of the weeks find how many times as much `one` loses as `other`
 * (bootstrap over weeks, because the calls of a week share its faults).
 */
export function rangeOfTimesLost(one: Standing, other: Standing): readonly [low: number, high: number] {
  const luck = luckOf("resample", one.name, other.name);
  const losses = ({ summary, weeks }: Standing) =>
    weeks.map(({ results }, at) => ({ calls: results.length, lost: (summary.lostShares[at] ?? 0) * results.length }));
  const [ones, others] = [losses(one), losses(other)];
  const times = Array.from({ length: resamplings }, () => {
    const drawn = ones.map(() => Math.floor(luck() * ones.length));
    return timesLost(shareOf(ones, drawn), shareOf(others, drawn));
  }).toSorted((a, b) => a - b);
  return [times[Math.floor(resamplings * 0.025)] ?? 0, times[Math.floor(resamplings * 0.975)] ?? 0];
}

const resamplings = 2000;

function shareOf(weeks: readonly { readonly calls: number; readonly lost: number }[], drawn: readonly number[]) {
  const total = (key: "calls" | "lost") => drawn.reduce((sum, at) => sum + (weeks[at]?.[key] ?? 0), 0);
  return { calls: total("calls"), lostShare: total("lost") / total("calls") };
}

function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error("Somebody must take part.");
  return first;
}
