import { useState } from "preact/hooks";
import type { DataView, ExportFormat } from "../../../../src/protocol/dashboard/data.ts";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { useAction } from "../../parts/use-action.ts";

interface TransferProps extends Pick<PageProps, "call"> {
  readonly view: DataView;
}

const formats: readonly { readonly format: ExportFormat; readonly name: string; readonly goodFor: string }[] = [
  { format: "csv", name: "CSV", goodFor: "A line an attempt, for spreadsheets." },
  {
    format: "json",
    name: "JSON",
    goodFor: "Calls with their attempts in them, for programs and to be imported again.",
  },
  { format: "ndjson", name: "NDJSON", goodFor: "A line an attempt, for log tools and databases, and for large files." },
];

/** Calls as a file, and back. */
export function Transfer({ view: { calls }, call }: TransferProps) {
  const exporting = useAction();
  const importing = useAction();
  const [under, setUnder] = useState<ExportFormat>();
  return (
    <Card title="Take out and bring in" note="Files hold no prompts, answers or keys.">
      <ul class="data-formats">
        {formats.map(({ format, name, goodFor }) => (
          <li key={format}>
            <BusyButton
              icon="desktop-download"
              words={name}
              label={`Export all calls as ${name}`}
              secondary
              busy={exporting.busy && under === format}
              disabled={calls === 0 || (exporting.busy && under !== format)}
              onClick={() => {
                setUnder(format);
                void exporting.run(() => call("exportCalls", { filter: "", format }));
              }}
            />
            <span>{goodFor}</span>
          </li>
        ))}
        <li>
          <BusyButton
            icon="cloud-upload"
            words="Import"
            label="Import calls from a file"
            secondary
            busy={importing.busy}
            onClick={() => void importing.run(() => call("importCalls", null))}
          />
          <span>
            Calls of a file that was exported here or on another computer. Those that are there already stay once.
          </span>
        </li>
      </ul>
      {calls === 0 && <p class="quiet data-text">There is nothing to export yet.</p>}
      <ActionLine action={exporting} />
      <ActionLine action={importing} />
    </Card>
  );
}
