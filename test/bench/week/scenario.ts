import { faultsOf } from "./faults.ts";
import type { ModelId } from "./models.ts";
import type { Week } from "./play-week.ts";
import { workloadOf } from "./workload.ts";

/** Who works, and how many weeks are played. */
export interface Scenario {
  readonly id: "dev" | "team";
  readonly title: string;
  readonly people: number;
  readonly weeks: number;
  /** Requests a minute for each person that the shared keys have room for; missing for a key of one's own. */
  readonly limitsAPerson?: Readonly<Record<ModelId, number>>;
}

/** One developer with keys of their own, whose limits one person cannot reach. */
export const developer: Scenario = { id: "dev", title: "One developer", people: 1, weeks: 40 };

/** How many of the team's people are played, and for how many weeks. */
const played = { people: Number(process.env["WEEK_PEOPLE"] ?? 50), weeks: Number(process.env["WEEK_TEAM_WEEKS"] ?? 5) };

/**
 * A team of 200 that shares one key for each provider. One in four of them is played, at full speed, and the limits of
 * the keys are a fourth too, so that each person's router sees as many calls and each key as much pressure as in life.
 * WEEK_PEOPLE=200 plays them all.
 *
 * A person sends 0.7 requests for ghost text a minute and a question every quarter of an hour; of fifty, the busiest
 * minute in a hundred has 1.8 and 0.2 for each. The first models' keys have room for all but the worst minutes, the
 * others, which a team seldom uses, for an average one.
 */
export const team: Scenario = {
  id: "team",
  title: `A team of 200 with shared keys (${played.people} played)`,
  ...played,
  limitsAPerson: {
    "north/small": 2.6,
    "west/small": 1.4,
    "east/large": 0.8,
    "north/large": 0.35,
    "west/large": 0.25,
  },
};

/** WEEK_SEED plays other weeks than the usual ones: rules that were tuned on those must hold there too. */
const firstSeed = Number(process.env["WEEK_SEED"] ?? 0);

/** The weeks of a scenario, the same in every run and for every contestant. */
export function weeksOf({ id, people, weeks, limitsAPerson }: Scenario): readonly Week[] {
  return Array.from({ length: weeks }, (_, index): Week => {
    const seed = firstSeed + index + (id === "team" ? 1001 : 1);
    const base = { seed, people, calls: workloadOf(seed, people), faults: faultsOf(seed) };
    return limitsAPerson ? { ...base, limits: scaled(limitsAPerson, people) } : base;
  });
}

function scaled(limits: Readonly<Record<ModelId, number>>, people: number): Readonly<Partial<Record<ModelId, number>>> {
  return Object.fromEntries(Object.entries(limits).map(([id, each]) => [id, Math.ceil(each * people)]));
}
