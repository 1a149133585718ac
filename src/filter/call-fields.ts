import type { FailureClass } from "../spec/failure.ts";
import { tasks } from "../spec/task.ts";
import type { Field, FieldTable } from "./field-table.ts";

/** A record, so that a class that is missing here does not compile. */
const failures: Readonly<Record<FailureClass, true>> = {
  cancelled: true,
  "caller-fault": true,
  "context-too-long": true,
  "content-filtered": true,
  capability: true,
  "credential-invalid": true,
  "quota-exhausted": true,
  "rate-limited": true,
  overloaded: true,
  "server-error": true,
  timeout: true,
  network: true,
  truncated: true,
  "model-gone": true,
  "no-route": true,
};

export const failureClasses = Object.keys(failures) as readonly FailureClass[];

/**
 * A call has several of these when it has several attempts; one that fits is enough. In a fire drill nothing is sent, so that
 * what was tried in one has none of them, as it is in no sum either.
 */
const ofAttempts: readonly Field[] = [
  { kind: "text", name: "model", label: "model", names: "models" },
  { kind: "text", name: "provider", label: "provider", names: "providers" },
  { kind: "text", name: "route", label: "route", names: "routes" },
  { kind: "text", name: "key", label: "key", names: "keys" },
  { kind: "choice", name: "failure", label: "failure", choices: failureClasses },
];

/** What can be asked of calls. */
export const callFields: FieldTable = {
  fields: [
    { kind: "choice", name: "task", label: "task", choices: tasks },
    ...ofAttempts,
    { kind: "text", name: "drilled", label: "route in a fire drill", names: "routes" },
    { kind: "choice", name: "outcome", label: "outcome", choices: ["succeeded", "failed", "cancelled"] },
    { kind: "text", name: "client", label: "client", names: "clients" },
    { kind: "text", name: "workspace", label: "workspace", names: "workspaces" },
    { kind: "text", name: "experiment", label: "experiment", names: "experiments" },
    { kind: "text", name: "id", label: "id" },
    { kind: "amount", name: "cost", label: "cost", unit: "usd" },
    { kind: "amount", name: "duration", label: "duration", unit: "ms" },
    { kind: "amount", name: "ttft", label: "time to the first token", unit: "ms" },
    { kind: "amount", name: "tokens", label: "number of tokens", unit: "count" },
    { kind: "amount", name: "in", label: "number of prompt tokens", unit: "count" },
    { kind: "amount", name: "out", label: "number of answer tokens", unit: "count" },
    { kind: "amount", name: "attempts", label: "number of attempts", unit: "count" },
  ],
  states: [
    { name: "failed", label: "failed" },
    { name: "succeeded", label: "succeeded" },
    { name: "cancelled", label: "were cancelled" },
    { name: "failed-over", label: "moved on after a failure" },
    { name: "hedged", label: "were hedged" },
    { name: "continued", label: "went on with a broken answer" },
    { name: "estimated", label: "have estimated tokens" },
    { name: "unpriced", label: "have no known price" },
    { name: "probe", label: "tried whether a route is well again" },
    { name: "drill", label: "met a fire drill" },
  ],
};
