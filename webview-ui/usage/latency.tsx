import type { Percentiles, UsageTotals } from "../../src/spec/snapshot.ts";
import { duration, plural } from "../shared/figures.ts";

/** How long people waited for the first word and for the whole answer. */
export function Latency({ totals: { firstToken, duration: whole } }: { readonly totals: UsageTotals }) {
  if (!firstToken && !whole) return null;
  return (
    <section class="card">
      <h3>
        Latency <span class="quiet">of {plural((whole ?? firstToken)?.samples ?? 0, "answer")}</span>
      </h3>
      <table class="figures">
        <thead>
          <tr>
            <td />
            <th scope="col">P50</th>
            <th scope="col">P95</th>
            <th scope="col">P99</th>
          </tr>
        </thead>
        <tbody>
          {firstToken && <Row name="First token" of={firstToken} />}
          {whole && <Row name="Whole answer" of={whole} />}
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, of: { p50, p95, p99 } }: { readonly name: string; readonly of: Percentiles }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {[p50, p95, p99].map((ms, at) => (
        <td key={at}>{duration(ms)}</td>
      ))}
    </tr>
  );
}
