import * as v from "valibot";
import { failureClasses } from "../../filter/call-fields.ts";
import type { AttemptRecord, PricedCall } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import { tasks } from "../../spec/task.ts";
import type { Cost, Usage } from "../../spec/usage.ts";
import { sumOf } from "../pricing/price-call.ts";
import { importedCredential } from "./key-labels.ts";

/** The last instant that a `Date` can hold, in milliseconds since the Unix epoch. */
const LAST_INSTANT = 8.64e15;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const moment = v.pipe(whole, v.maxValue(LAST_INSTANT));
const usd = v.pipe(v.number(), v.finite(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(500));

const failure: v.GenericSchema<unknown, Failure> = v.object({
  class: v.picklist(failureClasses),
  scope: v.picklist(["none", "credential", "credential-model", "model", "provider"]),
  message: name,
  status: v.exactOptional(whole),
  code: v.exactOptional(name),
  retryAfterMs: v.exactOptional(whole),
  deadline: v.exactOptional(v.picklist(["connect", "first-token", "idle", "total"])),
});

const usage: v.GenericSchema<unknown, Usage> = v.object({
  input: whole,
  cacheRead: whole,
  cacheWrite: whole,
  cacheWriteLong: whole,
  output: whole,
  reasoning: whole,
  source: v.picklist(["reported", "estimated"]),
  reportedCost: v.exactOptional(usd),
});

const cost: v.GenericSchema<unknown, Cost> = v.variant("kind", [
  v.object({
    kind: v.literal("known"),
    usd,
    source: v.picklist(["reported", "list", "override", "free"]),
    cacheSavedUsd: v.exactOptional(v.pipe(v.number(), v.finite())),
  }),
  v.object({ kind: v.literal("unknown") }),
]);

const attempt: v.GenericSchema<unknown, AttemptRecord & { readonly cost: Cost }> = v.object({
  routeId: name,
  provider: name,
  model: name,
  /** A label in a file. */
  credential: v.pipe(name, v.transform(importedCredential)),
  startedAt: moment,
  firstTokenMs: v.exactOptional(whole),
  durationMs: whole,
  outcome: v.picklist(["succeeded", "failed", "cancelled"]),
  probe: v.boolean(),
  role: v.exactOptional(v.picklist(["hedge", "continuation", "drill"])),
  failure: v.exactOptional(failure),
  usage: v.exactOptional(usage),
  finish: v.exactOptional(v.picklist(["stop", "length", "tool-calls", "content-filtered"])),
  cost,
});

const call: v.GenericSchema<unknown, Omit<PricedCall, "cost">> = v.object({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  task: v.picklist(tasks),
  client: name,
  workspace: v.exactOptional(name),
  experiment: v.exactOptional(name),
  startedAt: moment,
  durationMs: whole,
  firstTokenMs: v.exactOptional(whole),
  outcome: v.picklist(["succeeded", "failed", "cancelled"]),
  routeId: v.exactOptional(name),
  attempts: v.pipe(v.array(attempt), v.maxLength(1000)),
});

/** A call from a file, or a sentence that says what is wrong with it. What else stands in it is left out. */
export function checkCall(candidate: unknown): PricedCall | string {
  const checked = v.safeParse(call, candidate, { abortEarly: true });
  if (checked.success) return { ...checked.output, cost: sumOf(checked.output.attempts.map((one) => one.cost)) };
  const [issue] = checked.issues;
  const place = v.getDotPath(issue);
  return place === null ? "This is no call." : `The call's ${place} cannot be ${shown(issue.received)}.`;
}

function shown(received: string): string {
  return received === "undefined" ? "missing" : received.slice(0, 60);
}
