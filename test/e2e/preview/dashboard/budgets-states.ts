import { budgetRow } from "../../../../src/features/budgets/budget-words.ts";
import type { BudgetBurn } from "../../../../src/protocol/dashboard/budgets.ts";
import type { Budget, BudgetStanding } from "../../../../src/spec/budget.ts";
import { now } from "../now.ts";
import type { DashboardStates } from "./state.ts";

const hour = 3_600_000;
const day = 24 * hour;

const monthStart = new Date(2026, 2, 1).getTime();
const monthEnd = new Date(2026, 3, 1).getTime();
const today = new Date(2026, 2, 5).getTime();

type Way = Pick<BudgetBurn, "from" | "burned"> & Partial<BudgetBurn>;

function burn(
  state: BudgetStanding["state"],
  spentUsd: number,
  budget: Pick<Budget, "id" | "period" | "limitUsd"> & Partial<Budget>,
  way: Way,
  more: Partial<BudgetStanding> = {},
): BudgetBurn {
  // oxlint-disable-next-line unicorn/no-thenable -- a word and never a function
  const standing = { budget: { onceUsedUp: "warn" as const, ...budget }, spentUsd, reservedUsd: 0, state, unpriced: 0 };
  return { ...budgetRow({ ...standing, ...more }), ...way };
}

/** Ends of whole buckets with what had been spent by then, and now. */
function burned(from: number, step: number, usd: readonly number[], spentUsd: number): BudgetBurn["burned"] {
  return [...usd.map((one, at) => ({ at: from + (at + 1) * step, usd: one })), { at: now, usd: spentUsd }];
}

const month = burn(
  "within",
  4.18,
  { id: "month", period: "month", limitUsd: 20 },
  {
    from: monthStart,
    until: monthEnd,
    burned: burned(monthStart, day, [0.62, 0.62, 1.94, 3.31], 4.18),
    expectedUsd: 23.1,
    usedUpAt: new Date(2026, 2, 27, 9).getTime(),
  },
);

const daily = burn(
  "near",
  1.71,
  { id: "day completion", period: "day", task: "completion", limitUsd: 2, onceUsedUp: "cheaper" },
  {
    from: today,
    until: today + day,
    burned: burned(today, hour, [0, 0, 0, 0, 0, 0, 0, 0, 0.04, 0.31, 0.64, 0.9, 0.98, 1.31], 1.71),
    expectedUsd: 2.83,
    usedUpAt: now + 2.4 * hour,
  },
  { reservedUsd: 0.04, unpriced: 12 },
);

const over = burn(
  "over",
  26.31,
  {
    id: "month experiment terse",
    period: "month",
    experiment: "terse-prompts-with-a-rather-long-name-of-its-own",
    limitUsd: 20,
    onceUsedUp: "stop",
  },
  {
    from: monthStart,
    until: monthEnd,
    burned: burned(monthStart, day, [4, 9.2, 21.4, 26.1], 26.31),
    expectedUsd: 171,
  },
);

const total = burn(
  "within",
  61.2,
  { id: "total client", period: "total", client: "gateway", limitUsd: 100 },
  {
    from: new Date(2026, 1, 4).getTime(),
    burned: burned(
      new Date(2026, 1, 4).getTime(),
      day,
      Array.from({ length: 29 }, (_, at) => at * 0.62),
      18.1,
    ),
    usedUpAt: now + 61 * day,
  },
);

const empty = burn(
  "within",
  0,
  { id: "day", period: "day", limitUsd: 5, onceUsedUp: "stop" },
  {
    from: today,
    until: today + day,
    burned: burned(
      today,
      hour,
      Array.from({ length: 14 }, () => 0),
      0,
    ),
  },
);

export const states: DashboardStates = {
  none: { answers: { budgets: { value: { budgets: [] } } }, everywhere: true },
  one: { answers: { budgets: { value: { budgets: [month] } } } },
  unused: { answers: { budgets: { value: { budgets: [empty] } } } },
  rich: { answers: { budgets: { value: { budgets: [month, daily, over, total] } } }, everywhere: true },
  over: { answers: { budgets: { value: { budgets: [over] } } } },
  waiting: { answers: { budgets: { pending: true } } },
  failed: { answers: { budgets: { refused: "The usage file cannot be read. The Switchyard log has the details." } } },
};
