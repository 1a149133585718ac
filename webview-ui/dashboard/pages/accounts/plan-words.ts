import type { PlanCard } from "../../../../src/spec/account-card.ts";
import type { Plan } from "../../../../src/spec/account.ts";
import { dollars } from "../../../shared/figures.ts";
import { dateWords, dayWords } from "../../parts/day-words.ts";
import { money } from "./money.ts";

const every: Readonly<Record<Plan["period"], string>> = {
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  once: "once",
};

/** `$20.00 a month`; `free` and `unknown` are told apart by nothing but a price, so none is said. */
export function priceWords({ price, period }: Plan): string {
  return price === undefined ? "–" : `${money(price.amount, price.currency)} ${every[period]}`;
}

/** `1,500 requests a month`. */
export function quotaWords({ quota, period }: Plan): string {
  return quota === undefined ? "none" : `${amountOf(quota.unit, quota.amount)} ${every[period]}`;
}

/** `412 of 1,500 requests left`; undefined without a quota. */
export function quotaLeft({ plan: { quota }, left }: PlanCard): string | undefined {
  if (quota === undefined || left === undefined) return undefined;
  if (left <= 0) return `Used up: all ${amountOf(quota.unit, quota.amount)}`;
  return quota.unit === "usd"
    ? `${dollars(left)} of ${dollars(quota.amount)} left`
    : `${whole(left)} of ${amountOf(quota.unit, quota.amount)} left`;
}

/** What is left as a part of 1. */
export function leftShare({ plan: { quota }, left }: PlanCard): number {
  if (quota === undefined || left === undefined || quota.amount <= 0) return 0;
  return Math.min(1, Math.max(0, left / quota.amount));
}

/** When it is paid again or ends. */
export function renewsWords({ plan, renewsAt }: PlanCard, now: number): string {
  if (plan.endsAt !== undefined && plan.endsAt <= now) return `ended ${dateWords(plan.endsAt, now)}`;
  if (renewsAt !== undefined) return dayWords(renewsAt, now);
  return plan.endsAt === undefined ? "never" : `ends ${dayWords(plan.endsAt, now)}`;
}

/** When its quota is used up at this period's pace. */
export function runsOutWords(row: PlanCard, now: number): string {
  if (row.plan.quota === undefined) return "–";
  if (row.left !== undefined && row.left <= 0) return "used up";
  return row.runsOutAt === undefined ? "lasts" : dayWords(Math.max(now, row.runsOutAt), now);
}

function amountOf(unit: NonNullable<Plan["quota"]>["unit"], amount: number): string {
  if (unit === "usd") return dollars(amount);
  return `${whole(amount)} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

/** Requests and tokens of a quota are given exactly. */
function whole(amount: number): string {
  return Math.round(amount).toLocaleString("en-US");
}
