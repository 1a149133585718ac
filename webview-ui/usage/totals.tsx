import type { UsageSnapshot, UsageTotals } from "../../src/spec/snapshot.ts";
import { count, dollars, percent, plural } from "../shared/figures.ts";
import { MeterBar } from "../shared/meter.tsx";

/** The figures one looks for first. */
export function Totals({ snapshot: { totals, failovers } }: { readonly snapshot: UsageSnapshot }) {
  const decided = totals.succeeded + totals.failed;
  return (
    <dl class="totals">
      <Figure name="Cost" value={costOf(totals)} note={costNote(totals)} />
      <Figure
        name="Calls"
        value={totals.calls.toLocaleString("en-US")}
        note={
          failovers > 0
            ? plural(failovers, "failover")
            : totals.cancelled > 0
              ? `${count(totals.cancelled)} cancelled`
              : "no failovers"
        }
      />
      <Figure
        name="Success"
        value={decided === 0 ? "–" : percent(totals.succeeded / decided)}
        note={
          decided === 0
            ? "nothing finished yet"
            : totals.failed === 0
              ? "none failed"
              : `${count(totals.failed)} failed`
        }
        share={decided === 0 ? undefined : totals.succeeded / decided}
      />
      <Figure
        name="Tokens"
        value={`${totals.estimated > 0 ? "~" : ""}${count(totals.input + totals.output)}`}
        note={`${count(totals.input)} in, ${count(totals.output)} out`}
      />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** A part of 1 to be drawn as a bar. */
  readonly share?: number | undefined;
}

function Figure({ name, value, note, share }: FigureProps) {
  return (
    <div class="figure">
      <dt class="quiet">{name}</dt>
      <dd>
        <span class="value">{value}</span>
        {share !== undefined && <MeterBar share={share} tone="good" />}
        <span class="quiet note-line">{note}</span>
      </dd>
    </div>
  );
}

/** The sum of what is known; with a mark where part of it rests on estimates. */
export function costOf({
  costUsd,
  estimated,
  unpriced,
}: Pick<UsageTotals, "costUsd" | "estimated" | "unpriced">): string {
  if (costUsd === 0 && unpriced > 0) return "unknown";
  return `${estimated > 0 && costUsd > 0 ? "~" : ""}${dollars(costUsd)}`;
}

function costNote({ unpriced, estimated, costUsd }: UsageTotals): string {
  if (unpriced > 0) return `plus ${plural(unpriced, "attempt")} of unknown price`;
  return estimated > 0 && costUsd > 0 ? "partly estimated" : "US dollars";
}
