import type { LedgerStatus } from "../../src/spec/snapshot.ts";
import { Icon } from "../shared/icon.tsx";

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
