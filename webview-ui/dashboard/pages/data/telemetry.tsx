import type { DataView } from "../../../../src/protocol/dashboard/data.ts";
import { count } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";

interface TelemetryProps extends Pick<PageProps, "call"> {
  readonly view: DataView;
}

/** Whether traces and metrics are sent somewhere, and how that goes. */
export function Telemetry({ view: { telemetry }, call }: TelemetryProps) {
  return (
    <Card title="Traces and metrics">
      {telemetry === undefined ? (
        <p class="data-line">
          <Icon name="circle-slash" />
          <span>Nothing is sent. With an OpenTelemetry endpoint, each call becomes a trace in your own collector.</span>
        </p>
      ) : (
        <>
          <p class={telemetry.problem === undefined ? "data-line disk" : "data-line failed"}>
            <Icon name={telemetry.problem === undefined ? "pass" : "error"} />
            <span>
              {telemetry.problem === undefined ? "Sent to " : "Not reaching "}
              <span class="data-endpoint">{telemetry.endpoint}</span>
              {telemetry.problem === undefined ? "." : `: ${telemetry.problem}`}
            </span>
          </p>
          {telemetry.dropped > 0 && (
            <p class="data-line memory">
              <Icon name="warning" />
              <span>
                {count(telemetry.dropped)} {telemetry.dropped === 1 ? "entry was" : "entries were"} dropped, because
                they could not be sent in time. Nothing is missing here: this page reads the usage file.
              </span>
            </p>
          )}
        </>
      )}
      <div>
        <button type="button" class="button secondary data-button" onClick={() => void call("run", "openTelemetry")}>
          <Icon name="settings-gear" /> <span>{telemetry ? "Change where they go" : "Set an endpoint"}</span>
        </button>
      </div>
    </Card>
  );
}
