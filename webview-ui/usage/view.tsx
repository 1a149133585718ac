import type { ReadonlySignal } from "@preact/signals";
import type { Client } from "../../src/protocol/client.ts";
import type { LiveRow, UsageSurface, UsageView as View } from "../../src/protocol/usage.ts";
import { DrillNotes } from "../shared/drill-notes.tsx";
import { Icon } from "../shared/icon.tsx";
import { Budgets } from "./budgets.tsx";
import { Gateway } from "./gateway.tsx";
import { Incidents } from "./incidents.tsx";
import { Latency } from "./latency.tsx";
import { LiveCalls } from "./live-calls.tsx";
import { RangeSwitch } from "./range-switch.tsx";
import { RecentCalls } from "./recent-calls.tsx";
import { Routes } from "./routes.tsx";
import { BudgetNotice, LedgerNotice, SimulatorNotice } from "./notices.tsx";
import { Troubles } from "./troubles.tsx";
import { TaskTable } from "./task-table.tsx";
import { Totals } from "./totals.tsx";

export interface UsageProps {
  readonly view: ReadonlySignal<View | undefined>;
  readonly live: ReadonlySignal<readonly LiveRow[]>;
  readonly now: ReadonlySignal<number>;
  readonly call: Client<UsageSurface>["call"];
}

/** The usage panel, one card after the other. */
export function UsageView({ view: shown, live, now, call }: UsageProps) {
  const view = shown.value;
  if (!view) return null;
  const { snapshot } = view;
  const unused = snapshot.totals.calls === 0 && live.value.length === 0;
  return (
    <main class="usage">
      <RangeSwitch range={snapshot.range} choose={(range) => void call("setRange", { range })} />
      <DrillNotes drills={view.drills} now={now} end={(routeId) => void call("endDrill", { routeId })} />
      {view.simulator && <SimulatorNotice />}
      <BudgetNotice rows={view.budgets} />
      <LedgerNotice status={snapshot.status} />
      {view.unconfigured && <Unconfigured call={call} />}
      {view.troubles.length > 0 && (
        <Troubles rows={view.troubles} now={now} openHealth={() => void call("openDashboard", { page: "health" })} />
      )}
      {live.value.length > 0 && <LiveCalls rows={live.value} now={now} />}
      {unused && !view.unconfigured && (
        <p class="quiet">No calls in this time. What you ask in chat, explain and ghost text is counted here.</p>
      )}
      {!unused && <Totals snapshot={snapshot} />}
      {view.budgets.length > 0 && <Budgets rows={view.budgets} change={() => void call("openBudgets", null)} />}
      {view.gateway && <Gateway card={view.gateway} use={() => void call("useGateway", null)} />}
      {!unused && <Latency totals={snapshot.totals} />}
      {view.routes.length > 0 && (
        <Routes
          cards={view.routes}
          used={snapshot.byRoute}
          now={now}
          reset={(routeId) => void call("resetRoute", { routeId })}
        />
      )}
      {view.incidents.length > 0 && <Incidents rows={view.incidents} now={now} />}
      {snapshot.byTask.length > 0 && <TaskTable tasks={snapshot.byTask} />}
      {snapshot.recent.length > 0 && (
        <RecentCalls calls={snapshot.recent} now={now} openAll={() => void call("openDashboard", { page: "calls" })} />
      )}
      {!view.unconfigured && (
        <button type="button" class="button secondary wide" onClick={() => void call("openDashboard", null)}>
          <Icon name="dashboard" /> Open dashboard
        </button>
      )}
    </main>
  );
}

function Unconfigured({ call }: Pick<UsageProps, "call">) {
  return (
    <section class="card">
      <h3>Connect a model</h3>
      <p class="quiet">Nothing is connected yet, so there is nothing to count.</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void call("manageKeys", null)}>
          <Icon name="key" /> Add a key
        </button>
        <button type="button" class="button secondary" onClick={() => void call("tryWithoutKeys", null)}>
          <Icon name="beaker" /> Try without keys
        </button>
      </div>
    </section>
  );
}
