import type { KeyLabels } from "../../ledger/reader/questions.ts";
import type { AccountsView } from "../../protocol/dashboard/accounts.ts";
import type { DataView } from "../../protocol/dashboard/data.ts";
import type { PricesView } from "../../protocol/dashboard/prices.ts";
import type { DashboardSurface } from "../../protocol/dashboard/surface.ts";
import type { Handlers } from "../../protocol/rpc.ts";
import type { Directory, Router } from "../../router/types.ts";
import { editorTasks } from "../../spec/task.ts";
import type { AskLedger } from "./ask-ledger.ts";
import { budgetsView } from "./budgets-view.ts";
import { experimentsView } from "./experiments-view.ts";
import { healthView } from "./health-view.ts";

export interface QuestionSources {
  readonly ask: AskLedger;
  readonly router: Pick<Router, "budgets" | "health">;
  readonly directory: Directory;
  /** What users call their keys. */
  readonly keys: () => KeyLabels;
  readonly accounts: () => AccountsView | Promise<AccountsView>;
  readonly prices: () => Promise<PricesView>;
  readonly data: () => DataView;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

type Answered =
  | "series"
  | "latency"
  | "failures"
  | "acceptance"
  | "health"
  | "calls"
  | "call"
  | "budgets"
  | "accounts"
  | "experiments"
  | "prices"
  | "data";

/** Experiments are looked at over so long, in milliseconds. */
const experimentsOverMs = 365 * 86_400_000;

/** What the dashboard's pages ask. */
export function questionHandlers(sources: QuestionSources): Pick<Handlers<DashboardSurface>, Answered> {
  const { ask, router, directory, keys, now } = sources;
  return {
    series: (query) => ask("series", query),
    latency: (query) => ask("latency", query),
    failures: (query) => ask("failures", query),
    acceptance: (query) => ask("acceptance", query),
    calls: (query) => ask("calls", { ...query, keys: keys() }),
    call: (query) => ask("call", query),
    async health(span) {
      const { before, events } = await ask("healthLog", span);
      const routeIds = [...new Set(editorTasks.flatMap((task) => router.health(task).map(({ routeId }) => routeId)))];
      return healthView({ directory, routeIds, now: now() }, [...before, ...events], span);
    },
    budgets: () => budgetsView(router.budgets(), (query) => ask("series", query), now()),
    experiments: () =>
      experimentsView(
        {
          series: (query) => ask("series", query),
          latency: (query) => ask("latency", query),
          acceptance: (query) => ask("acceptance", query),
        },
        { from: now() - experimentsOverMs, until: now() },
      ),
    accounts: sources.accounts,
    prices: sources.prices,
    data: sources.data,
  };
}
