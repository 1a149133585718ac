import { useComputed } from "@preact/signals";
import type { PageProps } from "../../page-props.ts";
import { stateLine } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import "./data.css";
import { Danger } from "./danger.tsx";
import { Kept } from "./kept.tsx";
import { Telemetry } from "./telemetry.tsx";
import { Transfer } from "./transfer.tsx";

/** What is kept and where, how to take it out, and how to be rid of it. */
export function DataPage({ call, revisions, now }: PageProps) {
  const { usage, settings } = revisions;
  // Both change what is said here, and each grows.
  const revision = useComputed(() => usage.value + settings.value);
  const asked = useAnswer(call, "data", null, revision);
  if (asked.kind !== "here") return stateLine(asked);
  const view = asked.value;
  return (
    <div class="dash-grid">
      <Kept view={view} call={call} now={now.value} />
      <Transfer view={view} call={call} />
      <Telemetry view={view} call={call} />
      <Danger view={view} call={call} now={now.value} />
    </div>
  );
}
