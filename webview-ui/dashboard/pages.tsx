import type { FunctionComponent } from "preact";
import type { DashboardPage } from "../../src/protocol/dashboard/surface.ts";
import type { PageProps } from "./page-props.ts";
import { AccountsPage } from "./pages/accounts/page.tsx";
import { BudgetsPage } from "./pages/budgets/page.tsx";
import { CallsPage } from "./pages/calls/page.tsx";
import { DataPage } from "./pages/data/page.tsx";
import { ExperimentsPage } from "./pages/experiments/page.tsx";
import { GhostTextPage } from "./pages/ghost-text/page.tsx";
import { HealthPage } from "./pages/health/page.tsx";
import { OverviewPage } from "./pages/overview/page.tsx";
import { PricesPage } from "./pages/prices/page.tsx";
import { SpeedPage } from "./pages/speed/page.tsx";

/** A page as the shell offers it. */
export interface PageEntry {
  readonly title: string;
  /** A codicon. */
  readonly icon: string;
  readonly Page: FunctionComponent<PageProps>;
  /** Controls of the shell that change what it shows: the period; its buckets; what it is narrowed to. */
  readonly takes: readonly ("period" | "grain" | "scope")[];
}

export const pages: Readonly<Record<DashboardPage, PageEntry>> = {
  overview: { title: "Overview", icon: "graph", Page: OverviewPage, takes: ["period", "grain", "scope"] },
  speed: { title: "Speed", icon: "dashboard", Page: SpeedPage, takes: ["period", "grain", "scope"] },
  health: { title: "Health", icon: "pulse", Page: HealthPage, takes: ["period"] },
  calls: { title: "Calls", icon: "list-unordered", Page: CallsPage, takes: [] },
  "ghost-text": { title: "Ghost text", icon: "edit-sparkle", Page: GhostTextPage, takes: ["period", "grain", "scope"] },
  budgets: { title: "Budgets", icon: "target", Page: BudgetsPage, takes: [] },
  accounts: { title: "Accounts", icon: "credit-card", Page: AccountsPage, takes: [] },
  experiments: { title: "Experiments", icon: "beaker", Page: ExperimentsPage, takes: [] },
  prices: { title: "Prices", icon: "tag", Page: PricesPage, takes: [] },
  data: { title: "Data", icon: "database", Page: DataPage, takes: [] },
};
