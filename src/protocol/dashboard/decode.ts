import * as v from "valibot";
import type { CallOrder } from "../../spec/call-query.ts";
import type { Grain, Measure, Split } from "../../spec/series.ts";
import { tasks } from "../../spec/task.ts";
import type { Decoders } from "../rpc.ts";
import { orderSchema, planSchema } from "./decode-accounts.ts";
import type { DashboardSurface } from "./surface.ts";

/** Keyed by the union, so that a name that is missing does not compile. */
function oneOf<T extends string>(names: Readonly<Record<T, T>>) {
  return v.enum(names);
}

const time = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2000));

const span = v.pipe(
  v.object({ from: time, until: time }),
  v.check(({ from, until }) => from <= until, "a span ends after it begins"),
);
const grain = oneOf<Grain>({ hour: "hour", day: "day", week: "week", month: "month" });
const split = oneOf<Split>({
  none: "none",
  provider: "provider",
  model: "model",
  route: "route",
  credential: "credential",
  task: "task",
  client: "client",
  workspace: "workspace",
  experiment: "experiment",
});
const measure = oneOf<Measure>({ "first-token": "first-token", duration: "duration", speed: "speed" });
const order = oneOf<CallOrder>({
  time: "time",
  cost: "cost",
  duration: "duration",
  "first-token": "first-token",
  input: "input",
  output: "output",
  attempts: "attempts",
});
const scope = v.exactOptional(
  v.object({
    provider: v.exactOptional(text),
    model: v.exactOptional(text),
    credential: v.exactOptional(text),
    task: v.exactOptional(v.picklist(tasks)),
    client: v.exactOptional(text),
    workspace: v.exactOptional(text),
    experiment: v.exactOptional(text),
  }),
);
const series = v.object({ span, grain, split, scope });

/** What the dashboard may ask of the host, checked. */
export const dashboardDecoders: Decoders<DashboardSurface> = {
  ready: v.null(),
  start: v.null(),
  series,
  latency: v.object({ ...series.entries, measure }),
  failures: v.object({ span, split, scope }),
  acceptance: series,
  health: span,
  calls: v.object({
    filter: text,
    order,
    descending: v.boolean(),
    offset: count,
    limit: v.pipe(count, v.maxValue(1000)),
    upTo: v.exactOptional(count),
  }),
  call: v.object({ id: text }),
  budgets: v.null(),
  accounts: v.null(),
  experiments: v.null(),
  prices: v.null(),
  data: v.null(),
  refreshBalances: v.object({ credential: v.exactOptional(text) }),
  saveOrder: orderSchema,
  deleteOrder: v.object({ id: text }),
  importOrders: v.null(),
  savePlan: planSchema,
  deletePlan: v.object({ id: text }),
  refreshPrices: v.null(),
  resetRoute: v.object({ routeId: text }),
  exportCalls: v.object({ filter: text, format: v.picklist(["csv", "json", "ndjson"]) }),
  importCalls: v.null(),
  prune: v.null(),
  wipe: v.null(),
  save: v.object({ name: v.pipe(v.string(), v.regex(/^[\w. -]{1,100}$/)), text: v.string() }),
  run: v.picklist([
    "manageKeys",
    "addKey",
    "tryWithoutKeys",
    "openBudgets",
    "openPrices",
    "openRetention",
    "openTelemetry",
  ]),
};
