import type { BudgetRow } from "../../protocol/usage.ts";
import { moneyPhrase } from "../../router/choose/money-phrase.ts";
import type { Budget, BudgetStanding } from "../../spec/budget.ts";
import { clientNames } from "../gateway/client-names.ts";
import { taskNames } from "../status/task-names.ts";

const periods: Readonly<Record<Budget["period"], string>> = { day: "today", month: "this month", total: "in all" };
const untils: Readonly<Record<Budget["period"], string>> = {
  day: "until midnight",
  month: "until next month",
  total: "until you raise it",
};

/** A budget as the usage panel shows it. */
export function budgetRow({ budget, spentUsd, reservedUsd, state, unpriced }: BudgetStanding): BudgetRow {
  const does = consequence(budget, state);
  return {
    id: budget.id,
    covers: coversOf(budget),
    period: periods[budget.period],
    spentUsd,
    reservedUsd,
    limitUsd: budget.limitUsd,
    state,
    unpriced,
    ...(does !== undefined && { consequence: does }),
  };
}

/** One line for a tooltip: `Budget for chat nearly used up: $4.10 of $5.00 today.` Undefined for one that is well. */
export function budgetLine(standing: BudgetStanding): string | undefined {
  if (standing.state === "within") return undefined;
  return `${nameOf(standing.budget)} ${standing.state === "over" ? "used up" : "nearly used up"}: ${figures(standing)}.`;
}

/** What the user is told, once, when a budget is used up. */
export function usedUpMessage(standing: BudgetStanding): string {
  const does = consequence(standing.budget, "over") ?? "";
  return `${nameOf(standing.budget)} used up: ${figures(standing)}. ${does}`;
}

function figures({ budget, spentUsd, unpriced }: BudgetStanding): string {
  const unknown = unpriced > 0 ? `, and ${unpriced} ${unpriced === 1 ? "attempt" : "attempts"} of unknown price` : "";
  return `${moneyPhrase(spentUsd)} of ${moneyPhrase(budget.limitUsd)} ${periods[budget.period]}${unknown}`;
}

function nameOf(budget: Budget): string {
  const purposes = purposesOf(budget, clientPhrases);
  return purposes.length > 0 ? `Budget for ${purposes.join(", ")}` : "Budget for all calls";
}

function coversOf(budget: Budget): string {
  const words = purposesOf(budget, {}).join(", ") || "all calls";
  // A program is called as it calls itself.
  return budget.task === undefined && budget.client !== undefined
    ? words
    : words.charAt(0).toUpperCase() + words.slice(1);
}

/** In a sentence, where the dashboard's name would read ill. */
const clientPhrases: Readonly<Record<string, string>> = { editor: "the editor", gateway: "unnamed programs" };

function purposesOf(
  { task, client, experiment }: Budget,
  phrases: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    task && taskNames[task].toLowerCase(),
    client && ([phrases, clientNames].find((names) => Object.hasOwn(names, client))?.[client] ?? client),
    experiment !== undefined && `experiment ${experiment}`,
  ].filter((part) => typeof part === "string");
}

/** What a budget's state does to calls, in one sentence. */
function consequence({ period, onceUsedUp }: Budget, state: BudgetStanding["state"]): string | undefined {
  if (state === "within") return undefined;
  if (onceUsedUp === "warn") return state === "over" ? "Calls go on: it only warns." : "It only warns.";
  if (state === "over") return `Only models that cost nothing are used ${untils[period]}.`;
  return onceUsedUp === "cheaper"
    ? "The cheapest models come first now."
    : "Once it is used up, only models that cost nothing are used.";
}
