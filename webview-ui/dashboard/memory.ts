import { dashboardPages, type DashboardPage } from "../../src/protocol/dashboard/surface.ts";
import type { Grain, Scope } from "../../src/spec/series.ts";
import { grains } from "./time/grain.ts";
import { periods, type Period } from "./time/period.ts";

/** What outlives the page while its tab is hidden or the window is loaded again. */
export interface Remembered {
  readonly page: DashboardPage;
  readonly period: Period;
  readonly grain?: Grain;
  readonly scope: Scope;
  readonly left: Left;
}

/** What was chosen on pages, by names of their own. */
export type Left = Readonly<Record<string, string>>;

/** The name of the calls' filter in it, which links to that page set. */
export const callsFilter = "calls-filter";

const scopes = ["provider", "model", "task", "client", "workspace"] as const;

/** Reads what was kept, which an older version may have written: what cannot be read is as at first. */
export function remembered(kept: unknown): Remembered {
  const { page, period, grain, scope, left } = fields(kept);
  const known = grains.find((one) => one === grain);
  return {
    page: dashboardPages.find((one) => one === page) ?? "overview",
    period: periods.find((one) => one === period) ?? "month",
    ...(known && { grain: known }),
    scope: scopeOf(fields(scope)),
    left: textsOf(fields(left)),
  };
}

function scopeOf(kept: Readonly<Record<string, unknown>>): Scope {
  const named = scopes.flatMap((name) => (typeof kept[name] === "string" ? [[name, kept[name]] as const] : []));
  // A task that is gone finds nothing, which the page then says.
  return Object.fromEntries(named);
}

function textsOf(kept: Readonly<Record<string, unknown>>): Left {
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
