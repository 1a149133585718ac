import * as v from "valibot";
import type { UsageRange } from "../spec/snapshot.ts";
import { dashboardPages } from "./dashboard/surface.ts";
import type { Decoders } from "./rpc.ts";
import type { UsageSurface } from "./usage.ts";

// Keyed by the union, so that a range that is missing here does not compile.
const ranges: Readonly<Record<UsageRange, UsageRange>> = { today: "today", week: "week", month: "month" };

/** What the usage view may ask of the host, checked. */
export const usageDecoders: Decoders<UsageSurface> = {
  ready: v.null(),
  setRange: v.object({ range: v.enum(ranges) }),
  resetRoute: v.object({ routeId: v.string() }),
  manageKeys: v.null(),
  tryWithoutKeys: v.null(),
  openSettings: v.null(),
  openBudgets: v.null(),
  endDrill: v.object({ routeId: v.string() }),
  useGateway: v.null(),
  openDashboard: v.nullable(
    v.object({ page: v.picklist(dashboardPages), filter: v.exactOptional(v.pipe(v.string(), v.maxLength(2000))) }),
  ),
};
