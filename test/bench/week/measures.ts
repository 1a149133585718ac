import type { Measure } from "../measure.ts";
import type { Standings } from "./standings.ts";
import { timesLost } from "./tally.ts";

/** A scenario's figures, by flat names. */
export function measuresOf(standings: Standings): Readonly<Record<string, Measure>> {
  const { scenario, ours, single, bestPeer, cheapestPeer } = standings;
  const { summary } = ours;
  const figures: Readonly<Record<string, Measure>> = {
    availability_percent: { value: (1 - summary.lostShare) * 100, unit: "%" },
    lost_percent: { value: summary.lostShare * 100, unit: "%" },
    lost_single_percent: { value: single.summary.lostShare * 100, unit: "%" },
    lost_best_peer_percent: { value: bestPeer.summary.lostShare * 100, unit: "%" },
    lost_vs_single: { value: timesLost(single.summary, summary), unit: "x" },
    lost_vs_best_peer: { value: timesLost(bestPeer.summary, summary), unit: "x" },
    silently_cut: { value: summary.silentlyCut, unit: "calls" },
    cost_vs_single: { value: extraPercent(summary.costUsd, single.summary.costUsd), unit: "% extra" },
    cost_vs_cheapest_chain: { value: extraPercent(summary.costUsd, cheapestPeer.summary.costUsd), unit: "% extra" },
    wasted_percent: { value: (summary.wasted / summary.calls) * 100, unit: "%" },
    ttft_completion_p50_ms: { value: summary.firstToken.completion.p50, unit: "ms" },
    ttft_completion_p99_ms: { value: summary.firstToken.completion.p99, unit: "ms" },
    ttft_p50_ms: { value: summary.firstToken.chat.p50, unit: "ms" },
    ttft_p99_ms: { value: summary.firstToken.chat.p99, unit: "ms" },
  };
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`week.${scenario.id}_${name}`, value]));
}

/** How much more `one` is than `other`, in percent. */
export function extraPercent(one: number, other: number): number {
  return (one / other - 1) * 100;
}
