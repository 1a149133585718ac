import type { PlanDraft } from "../../../../src/protocol/dashboard/accounts.ts";
import type { Plan } from "../../../../src/spec/account.ts";
import {
  dayField,
  fieldReader,
  readAmount,
  readCurrency,
  readDay,
  readText,
  readWhole,
  type FieldErrors,
  type Read,
} from "./read-field.ts";

/** A plan as its form holds it: all of it text. */
export interface PlanFields {
  readonly name: string;
  readonly provider: string;
  readonly credential: string;
  /** Empty for one that costs nothing or whose price is not known. */
  readonly price: string;
  readonly currency: string;
  readonly period: Plan["period"];
  readonly started: string;
  readonly ends: string;
  readonly quota: string;
  readonly quotaUnit: NonNullable<Plan["quota"]>["unit"];
  readonly requestsPerMinute: string;
  readonly tokensPerMinute: string;
  readonly note: string;
}

export type PlanResult =
  | { readonly kind: "valid"; readonly draft: PlanDraft }
  | { readonly kind: "invalid"; readonly errors: FieldErrors<PlanFields> };

/** An empty form, or one of a plan that is changed. */
export function planFields(plan: Plan | undefined, now: number, provider: string): PlanFields {
  return {
    name: plan?.name ?? "",
    provider: plan?.provider ?? provider,
    credential: plan?.credential ?? "",
    price: plan?.price === undefined || plan.price.amount === 0 ? "" : String(plan.price.amount),
    currency: plan?.price?.currency ?? "USD",
    period: plan?.period ?? "month",
    started: dayField(plan?.startedAt ?? now),
    ends: plan?.endsAt === undefined ? "" : dayField(plan.endsAt),
    quota: figure(plan?.quota?.amount),
    quotaUnit: plan?.quota?.unit ?? "requests",
    requestsPerMinute: figure(plan?.requestsPerMinute),
    tokensPerMinute: figure(plan?.tokensPerMinute),
    note: plan?.note ?? "",
  };
}

/** Reads the form; `edited` is the plan that is changed. */
export function readPlan(fields: PlanFields, edited?: Plan): PlanResult {
  const { errors, take } = fieldReader<PlanFields>();
  const name = take("name", named(readText(fields.name, 60)));
  const provider = take("provider", chosen(fields.provider));
  const startedAt = take("started", readDay(fields.started, edited?.startedAt));
  const endsAt = take("ends", ending(fields.ends, startedAt, edited?.endsAt));
  const price = take("price", optional(fields.price, readAmount));
  const currency = price === undefined ? undefined : take("currency", readCurrency(fields.currency));
  const quota = take("quota", quotaOf(fields));
  const requests = take(
    "requestsPerMinute",
    optional(fields.requestsPerMinute, (text) => readWhole(text, "requests a minute")),
  );
  const tokens = take(
    "tokensPerMinute",
    optional(fields.tokensPerMinute, (text) => readWhole(text, "tokens a minute")),
  );
  const note = take("note", readText(fields.note, 500));
  if (name === undefined || provider === undefined || startedAt === undefined || Object.keys(errors).length > 0) {
    return { kind: "invalid", errors };
  }
  const draft: PlanDraft = {
    ...(edited && { id: edited.id }),
    name,
    provider,
    ...(fields.credential !== "" && { credential: fields.credential }),
    period: fields.period,
    startedAt,
    ...(endsAt !== undefined && { endsAt }),
    ...(price !== undefined && currency !== undefined && { price: { amount: price, currency } }),
    ...(quota !== undefined && { quota: { unit: fields.quotaUnit, amount: quota } }),
    ...(requests !== undefined && { requestsPerMinute: requests }),
    ...(tokens !== undefined && { tokensPerMinute: tokens }),
    ...(note !== undefined && { note }),
  };
  return { kind: "valid", draft };
}

function figure(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function optional<T>(text: string, read: (text: string) => Read<T>): Read<T | undefined> {
  return text.trim() === "" ? { kind: "read", value: undefined } : read(text);
}

function named(name: Read<string | undefined>): Read<string> {
  if (name.kind === "wrong") return name;
  return name.value === undefined
    ? { kind: "wrong", message: "Name the plan, such as Pro or Free tier." }
    : { kind: "read", value: name.value };
}

function chosen(provider: string): Read<string> {
  return provider === "" ? { kind: "wrong", message: "Choose whose plan it is." } : { kind: "read", value: provider };
}

function ending(text: string, startedAt: number | undefined, kept: number | undefined): Read<number | undefined> {
  const day = optional(text, (written) => readDay(written, kept));
  return day.kind === "read" &&
    day.value !== undefined &&
    startedAt !== undefined &&
    dayField(day.value) < dayField(startedAt)
    ? { kind: "wrong", message: "It cannot end before it began." }
    : day;
}

/** Money has fractions, tokens and requests have none. */
function quotaOf({ quota, quotaUnit }: PlanFields): Read<number | undefined> {
  return optional(quota, (text) => (quotaUnit === "usd" ? readAmount(text) : readWhole(text, `the ${quotaUnit}`)));
}
