import type { Contestant } from "../../bench/week/contestant.ts";
import type { Fault } from "../../bench/week/faults.ts";
import type { ModelId } from "../../bench/week/models.ts";
import { playWeek, type Week } from "../../bench/week/play-week.ts";
import type { Tally } from "../../bench/week/tally.ts";
import { dayMs, hourMs, weekStart } from "../../bench/week/week-time.ts";
import { workloadOf } from "../../bench/week/workload.ts";

export const north: readonly ModelId[] = ["north/large", "north/small"];
/** Tuesday, 10:00 to 11:00. */
export const anHour = { from: weekStart + dayMs + 10 * hourMs, until: weekStart + dayMs + 11 * hourMs } as const;
export const outage: Fault = { ...anHour, kind: "outage", models: north, share: 1 };

/** A week of one developer with the given faults, besides the odd error that there always is. */
export function weekWith(faults: readonly Fault[], more: Partial<Week> = {}): Week {
  return { seed: 7, people: 1, calls: workloadOf(7, 1), faults, ...more };
}

export function play(contestant: Contestant, ...faults: readonly Fault[]): Promise<Tally> {
  return playWeek(contestant, weekWith(faults));
}

/** Ids of the calls that were lost. */
export function lostIn({ results }: Tally): readonly string[] {
  return results.filter(({ fate }) => fate !== "succeeded").map(({ id }) => id);
}

/** Ids of the calls that count and begin within the hour. */
export function callsOfTheHour({ calls }: Week): readonly string[] {
  return calls
    .filter(({ at, cancelAfterMs }) => cancelAfterMs === undefined && at >= anHour.from && at < anHour.until)
    .map(({ id }) => id);
}
