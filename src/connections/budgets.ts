import * as v from "valibot";
import type { Budget } from "../spec/budget.ts";
import { tasks } from "../spec/task.ts";
import { decodeListSetting } from "./list-setting.ts";
import type { SettingProblem } from "./problem.ts";

const name = (whose: string) => v.pipe(v.string(`${whose} is text`), v.trim(), v.nonEmpty(`${whose} is named`));
const budgetSchema = v.strictObject(
  {
    usd: v.pipe(v.number("usd is a number of US dollars"), v.minValue(0, "usd is not negative")),
    per: v.picklist(["day", "month", "total"], "per is day, month or total"),
    task: v.optional(v.picklist(tasks, `a task is ${tasks.slice(0, -1).join(", ")} or ${tasks.at(-1)}`)),
    client: v.optional(name("a client")),
    experiment: v.optional(name("an experiment")),
    // oxlint-disable-next-line unicorn/no-thenable -- as it reads in the settings; nobody waits for a schema
    then: v.optional(v.picklist(["warn", "cheaper", "stop"], "then is warn, cheaper or stop")),
  },
  (issue) =>
    issue.expected === "never"
      ? `${issue.received} is nothing that a budget has`
      : 'a budget is an object such as { "usd": 5, "per": "day", "then": "stop" }',
);

/** One entry of `switchyard.budgets`. */
type BudgetEntry = v.InferOutput<typeof budgetSchema>;

/**
 * Decodes `switchyard.budgets`. A malformed entry is reported and left out; the others hold, because a slip of the keyboard
 * must not lift every limit.
 */
export function decodeBudgets(value: unknown): {
  readonly budgets: readonly Budget[];
  readonly problem?: SettingProblem;
} {
  const { entries, problem } = decodeListSetting("budgets", "a list of budgets", budgetSchema, value);
  const budgets = new Map<string, Budget>();
  let repeated: string | undefined;
  for (const entry of entries) {
    const budget = budgetOf(entry, budgets);
    const id = budget?.id ?? scopeOf(entry);
    if (budget) budgets.set(id, budget);
    else repeated ??= id;
  }
  const doubt = problem ?? (repeated === undefined ? undefined : repeatedProblem(repeated));
  return { budgets: [...budgets.values()], ...(doubt && { problem: doubt }) };
}

/**
 * An entry as a budget. Its id is what it covers and, for a second one that covers the same (so that one may warn early and
 * one stop late), what happens then. Undefined for one that differs from another in its amount alone.
 */
function budgetOf(entry: BudgetEntry, others: ReadonlyMap<string, Budget>): Budget | undefined {
  const { usd, per, task, client, experiment, then: onceUsedUp = "warn" } = entry;
  const scope = scopeOf(entry);
  const first = others.get(scope);
  const id = first ? `${scope}, ${onceUsedUp}` : scope;
  if (first?.onceUsedUp === onceUsedUp || others.has(id)) return undefined;
  return {
    id,
    period: per,
    limitUsd: usd,
    onceUsedUp,
    ...(task !== undefined && { task }),
    ...(client !== undefined && { client }),
    ...(experiment !== undefined && { experiment }),
  };
}

/** Such as `day`, `month chat` or `total experiment terse`. */
function scopeOf({ per, task, client, experiment }: BudgetEntry): string {
  const parts = [per, task, client && `client ${client}`, experiment && `experiment ${experiment}`];
  return parts.filter((part) => part !== undefined).join(" ");
}

function repeatedProblem(scope: string): SettingProblem {
  return { setting: "switchyard.budgets", message: `two budgets are for the same (${scope}), the first one holds` };
}
