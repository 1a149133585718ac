import type { PricedCall } from "../../spec/call.ts";
import type { CallsPage, CallsQuery } from "../../spec/call-query.ts";
import type {
  AcceptanceSeries,
  FailureCount,
  LatencySeries,
  Measure,
  Names,
  SeriesQuery,
  Span,
  UsageSeries,
} from "../../spec/series.ts";
import type { LedgerStatus } from "../../spec/snapshot.ts";
import type { AccountsView, OrderDraft, PlanDraft } from "./accounts.ts";
import type { BudgetsView } from "./budgets.ts";
import type { DataView, ExportFormat } from "./data.ts";
import type { ExperimentsView } from "./experiments.ts";
import type { HealthView } from "./health.ts";
import type { PricesView } from "./prices.ts";

/** The dashboard's pages, in the order in which they are offered. */
export const dashboardPages = [
  "overview",
  "speed",
  "health",
  "calls",
  "ghost-text",
  "budgets",
  "accounts",
  "experiments",
  "prices",
  "data",
] as const;

export type DashboardPage = (typeof dashboardPages)[number];

/** Kinds of change, so that a page asks again for what it shows. */
export type DashboardChange = "usage" | "health" | "budgets" | "accounts" | "prices" | "settings";

/** Where the dashboard is opened. */
export interface DashboardPlace {
  readonly page: DashboardPage;
  /** For the calls page. */
  readonly filter?: string;
}

/** What every page needs. */
export interface DashboardStart {
  readonly place?: DashboardPlace;
  readonly status: LedgerStatus;
  readonly simulator: boolean;
  /** Nothing is connected yet. */
  readonly unconfigured: boolean;
  /** The router found the network gone. */
  readonly offline: boolean;
  /** The first call that any sum knows of; missing when there is none. */
  readonly oldestAt?: number;
  readonly names: Names;
  /** For people: `Provider.id` to its name, `Credential.id` to `OpenAI, work`, `codex` to `Codex CLI`. */
  readonly providerNames: Readonly<Record<string, string>>;
  readonly credentialNames: Readonly<Record<string, string>>;
  readonly clientNames: Readonly<Record<string, string>>;
}

export interface DashboardSurface {
  readonly calls: {
    readonly ready: readonly [null, DashboardStart];
    /** The same again, after a change. */
    readonly start: readonly [null, DashboardStart];
    readonly series: readonly [SeriesQuery, UsageSeries];
    readonly latency: readonly [SeriesQuery & { readonly measure: Measure }, LatencySeries];
    readonly failures: readonly [Omit<SeriesQuery, "grain">, readonly FailureCount[]];
    readonly acceptance: readonly [SeriesQuery, AcceptanceSeries];
    readonly health: readonly [Span, HealthView];
    readonly calls: readonly [CallsQuery, CallsPage];
    readonly call: readonly [{ readonly id: string }, PricedCall | null];
    readonly budgets: readonly [null, BudgetsView];
    readonly accounts: readonly [null, AccountsView];
    readonly experiments: readonly [null, ExperimentsView];
    readonly prices: readonly [null, PricesView];
    readonly data: readonly [null, DataView];

    /** Without a credential: all. */
    readonly refreshBalances: readonly [{ readonly credential?: string }, null];
    readonly saveOrder: readonly [OrderDraft, null];
    readonly deleteOrder: readonly [{ readonly id: string }, null];
    /** Asks for a CSV file; answers with what came of it, in one or two sentences. */
    readonly importOrders: readonly [null, string];
    readonly savePlan: readonly [PlanDraft, null];
    readonly deletePlan: readonly [{ readonly id: string }, null];
    readonly refreshPrices: readonly [null, null];
    /** Closes the breakers of a route so that it is tried again at once. */
    readonly resetRoute: readonly [{ readonly routeId: string }, null];

    /** Writes the calls that the filter finds to a file that the user chooses. */
    readonly exportCalls: readonly [{ readonly filter: string; readonly format: ExportFormat }, null];
    /** Asks for a file that was exported before; answers with what came of it. */
    readonly importCalls: readonly [null, string];
    /** Says what goes and asks; answers with what went, or null when the user thought better of it. */
    readonly prune: readonly [null, string | null];
    readonly wipe: readonly [null, string | null];
    /** A chart's or table's figures as a file. */
    readonly save: readonly [{ readonly name: string; readonly text: string }, null];
    readonly run: readonly [
      "manageKeys" | "addKey" | "tryWithoutKeys" | "openBudgets" | "openPrices" | "openRetention" | "openTelemetry",
      null,
    ];
  };
  readonly events: {
    readonly changed: readonly DashboardChange[];
    readonly show: DashboardPlace;
  };
}
