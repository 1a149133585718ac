import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import { Icon } from "../../shared/icon.tsx";
import type { PageProps } from "../page-props.ts";

interface NoticesProps {
  readonly start: DashboardStart;
  readonly call: PageProps["call"];
}

/** What has to be known of the figures below, on every page. */
export function Notices({ start, call }: NoticesProps) {
  const { status } = start;
  return (
    <div class="shell-notices" role="status">
      {start.simulator && (
        <p class="shell-notice">
          <Icon name="beaker" />
          <span>Simulated: no model is asked and nothing is paid. Your own routes rest meanwhile.</span>
        </p>
      )}
      {start.offline && (
        <p class="shell-notice warning">
          <Icon name="debug-disconnect" />
          <span>No network. Models on this computer still answer; the others are tried again when it is back.</span>
        </p>
      )}
      {status.kind === "memory" && (
        <p class="shell-notice warning">
          <Icon name="warning" />
          <span>Usage is kept in memory until this window closes: {status.reason}</span>
        </p>
      )}
      {status.kind === "recovered" && (
        <p class="shell-notice warning">
          <Icon name="warning" />
          <span>The usage file was damaged. It was set aside as {status.file}, and a new one begun.</span>
        </p>
      )}
      {start.unconfigured && <Unconfigured call={call} />}
    </div>
  );
}

function Unconfigured({ call }: Pick<NoticesProps, "call">) {
  return (
    <div class="shell-notice">
      <Icon name="plug" />
      <div class="shell-connect">
        <span>Nothing is connected yet, so nothing new is counted.</span>
        <div class="shell-buttons">
          <button type="button" class="button" onClick={() => void call("run", "addKey")}>
            Add a key
          </button>
          <button type="button" class="button secondary" onClick={() => void call("run", "tryWithoutKeys")}>
            Try without keys
          </button>
        </div>
      </div>
    </div>
  );
}
