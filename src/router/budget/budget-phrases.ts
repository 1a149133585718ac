import type { Budget } from "../../spec/budget.ts";
import { moneyPhrase } from "../choose/money-phrase.ts";

const periods: Readonly<Record<Budget["period"], string>> = {
  day: "a day",
  month: "a month",
  total: "in all",
};

/** A budget as a person would say it: `budget of $5.00 a day for chat`. */
function budgetPhrase({ limitUsd, period, task, client, experiment }: Budget): string {
  const parts = [
    task,
    client === undefined ? undefined : `calls from ${client}`,
    experiment === undefined ? undefined : `the experiment ${experiment}`,
  ].filter((part) => part !== undefined);
  const purpose = parts.length > 0 ? ` for ${parts.join(", ")}` : "";
  return `budget of ${moneyPhrase(limitUsd)} ${periods[period]}${purpose}`;
}

export function usedUpPhrase(budget: Budget, spentUsd: number, reservedUsd: number): string {
  const held = spentUsd < budget.limitUsd && reservedUsd > 0;
  const how = held ? `${moneyPhrase(reservedUsd)} of it held by calls under way` : `${moneyPhrase(spentUsd)} spent`;
  return `your ${budgetPhrase(budget)} is used up (${how})`;
}

/** `takenUsd` is spent or held by calls under way. */
export function nearPhrase(budget: Budget, takenUsd: number): string {
  const percent = Math.floor((takenUsd / budget.limitUsd) * 100 + 1e-6);
  return `${percent} % of your ${budgetPhrase(budget)} is used`;
}

export function tooDearPhrase(budget: Budget, usd: number, leftUsd: number): string {
  const left = moneyPhrase(Math.max(0, leftUsd));
  return `it is expected to cost ${moneyPhrase(usd)}, and only ${left} is left of your ${budgetPhrase(budget)}`;
}
