import type { CallsTotals } from "../../../../src/spec/call-query.ts";
import type { ExportFormat } from "../../../../src/protocol/dashboard/data.ts";
import { count, dollars, percent, plural } from "../../../shared/figures.ts";
import type { PageProps } from "../../page-props.ts";
import { useAction } from "../../parts/use-action.ts";

/** Sums over everything that the filter finds. */
export function Summary({ totals }: { readonly totals: CallsTotals }) {
  const { calls, succeeded, failed, input, output, usd, unpriced } = totals;
  const decided = succeeded + failed;
  const facts = [
    `${calls.toLocaleString("en-US")} call${calls === 1 ? "" : "s"}`,
    decided > 0 && `${percent(succeeded / decided)} succeeded`,
    `${count(input)} tokens in, ${count(output)} out`,
    usd === 0 && unpriced > 0 ? "cost unknown" : dollars(usd),
    usd > 0 && unpriced > 0 && `plus ${plural(unpriced, "call")} of unknown price`,
  ].filter((fact) => typeof fact === "string");
  return (
    <p class="calls-totals" role="status">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </p>
  );
}

const formats: Readonly<Record<ExportFormat, string>> = { csv: "CSV", json: "JSON", ndjson: "NDJSON" };

interface ExportsProps extends Pick<PageProps, "call"> {
  readonly filter: string;
}

/** Everything that the filter finds as a file, in one of three formats. */
export function Exports({ call, filter }: ExportsProps) {
  const action = useAction();
  return (
    <div class="calls-exports" role="group" aria-label="Export what the filter finds">
      <span class="quiet" aria-hidden="true">
        Export
      </span>
      {(Object.keys(formats) as ExportFormat[]).map((format) => (
        <button
          key={format}
          type="button"
          class="link-button"
          disabled={action.busy}
          onClick={() => void action.run(() => call("exportCalls", { filter, format }))}
        >
          {formats[format]}
        </button>
      ))}
      {action.state.kind === "failed" && (
        <span class="calls-filter-wrong" role="alert">
          {action.state.message}
        </span>
      )}
    </div>
  );
}
