import type { Measure, Measures } from "../measure.ts";
import { percentile } from "../router-bench.ts";
import type { Result } from "./race.ts";

/** A contestant's figures: what it adds to the way without it, in milliseconds, and the rest as measured. */
export interface Added {
  readonly firstTokenP50: number;
  readonly firstTokenP99: number;
  readonly jsonP50: number;
  readonly translatedP50?: number;
}

/** `direct` answers to no Anthropic form; what a translation adds, it adds to the first token of the chat form. */
export function addedBy({ firstToken, json, translated }: Result, direct: Result): Added {
  const over = (sorted: readonly number[], without: readonly number[], share: number) =>
    percentile(sorted, share) - percentile(without, share);
  return {
    firstTokenP50: over(firstToken, direct.firstToken, 0.5),
    firstTokenP99: over(firstToken, direct.firstToken, 0.99),
    jsonP50: over(json, direct.json, 0.5),
    ...(translated.length > 0 && { translatedP50: over(translated, direct.firstToken, 0.5) }),
  };
}

/** The figures that are kept. Those against peers are left out where there was no peer, and memory where it is not known. */
export function measuresOf(results: readonly Result[]): Measures {
  const direct = results.find(({ contestant }) => contestant.kind === "direct");
  const ours = results.find(({ contestant }) => contestant.kind === "ours");
  if (!direct || !ours) throw new Error("The bench lacks its own contestants.");
  const peers = results.filter(({ contestant }) => contestant.kind === "peer");
  const added = addedBy(ours, direct);
  const peersAdded = peers.map((peer) => addedBy(peer, direct).firstTokenP50);
  const peersMemory = peers.flatMap(({ memoryMb }) => memoryMb ?? []);
  return {
    "gateway.added_ttft_ms_p50": ms(added.firstTokenP50),
    "gateway.added_ttft_ms_p99": ms(added.firstTokenP99),
    "gateway.added_json_ms_p50": ms(added.jsonP50),
    ...(added.translatedP50 !== undefined && { "gateway.translated_ttft_ms_p50": ms(added.translatedP50) }),
    "gateway.rps_16": { value: ours.requestsPerSecond, unit: "req/s" },
    ...(peers.length > 0 && {
      "gateway.rps_vs_best_peer": times(
        ours.requestsPerSecond / Math.max(...peers.map(({ requestsPerSecond }) => requestsPerSecond)),
      ),
      "gateway.ttft_vs_best_peer": times(added.firstTokenP50 / Math.min(...peersAdded)),
    }),
    ...(ours.memoryMb !== undefined && { "gateway.rss_mb": { value: ours.memoryMb, unit: "MB" } }),
    ...(ours.memoryMb !== undefined &&
      peersMemory.length > 0 && { "gateway.rss_vs_best_peer": times(ours.memoryMb / Math.min(...peersMemory)) }),
  };
}

function ms(value: number): Measure {
  return { value, unit: "ms" };
}

function times(value: number): Measure {
  return { value, unit: "x" };
}
