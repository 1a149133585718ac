import type { BudgetRow } from "../../src/protocol/usage.ts";
import type { LedgerStatus } from "../../src/spec/snapshot.ts";
import { Icon } from "../shared/icon.tsx";
import { budgetNotice } from "./budget-figures.ts";

/** Said wherever figures show while the simulator is on. */
export function SimulatorNotice() {
  return (
    <p class="notice">
      <Icon name="beaker" />{" "}
      <span>Simulated: no model is asked and nothing is paid. Your own routes rest meanwhile.</span>
    </p>
  );
}

/** Where the records are, when that is not where they should be. */
export function LedgerNotice({ status }: { readonly status: LedgerStatus }) {
  if (status.kind === "disk") return null;
  const words =
    status.kind === "memory"
      ? `Usage is kept in memory until this window closes: ${status.reason}`
      : `The usage file was damaged. It was set aside as ${status.file}, and a new one begun.`;
  return (
    <p class="notice" role="status">
      <Icon name="warning" /> <span>{words}</span>
    </p>
  );
}

/** That a budget is used up or nearly is; its card below says the rest. */
export function BudgetNotice({ rows }: { readonly rows: readonly BudgetRow[] }) {
  return rows
    .filter(({ state }) => state !== "within")
    .map((row) => (
      <p class={`notice budget-notice ${row.state}`} role="status" key={row.id}>
        <Icon name={row.state === "over" ? "error" : "warning"} /> <span>{budgetNotice(row)}</span>
      </p>
    ));
}
