import type { Measure, Measures } from "../measure.ts";
import { percentile } from "../router-bench.ts";
import type { Result } from "./race.ts";

/** What a contestant adds to the way without it, in milliseconds; undefined where that was not measured. */
export interface Added {
  readonly firstTokenP50: number | undefined;
  readonly firstTokenP99: number | undefined;
  readonly jsonP50: number | undefined;
  readonly translatedP50: number | undefined;
  readonly translatedP99: number | undefined;
}

/** The upstream takes no messages of Anthropic's: a translation is compared with its chats. */
export function addedBy({ firstToken, json, translated }: Result, direct: Result): Added {
  return {
    firstTokenP50: over(firstToken, direct.firstToken, 0.5),
    firstTokenP99: over(firstToken, direct.firstToken, 0.99),
    jsonP50: over(json, direct.json, 0.5),
    translatedP50: over(translated, direct.firstToken, 0.5),
    translatedP99: over(translated, direct.firstToken, 0.99),
  };
}

function over(
  sorted: readonly number[] | undefined,
  without: readonly number[] | undefined,
  share: number,
): number | undefined {
  return sorted && without && percentile(sorted, share) - percentile(without, share);
}

/** The figures that are kept. Those against peers are left out where there was no peer, and memory where it is not known. */
export function measuresOf(results: readonly Result[]): Measures {
  const direct = results.find(({ contestant }) => contestant.kind === "direct");
  const ours = results.find(({ contestant }) => contestant.kind === "ours");
  if (!direct || !ours) throw new Error("The bench lacks its own contestants.");
  const peers = results.filter(({ contestant }) => contestant.kind === "peer");
  const added = addedBy(ours, direct);
  const peersAdded = peers.map((peer) => addedBy(peer, direct));
  return {
    ...measure("gateway.added_ttft_ms_p50", added.firstTokenP50, "ms"),
    ...measure("gateway.added_ttft_ms_p99", added.firstTokenP99, "ms"),
    ...measure("gateway.added_json_ms_p50", added.jsonP50, "ms"),
    ...measure("gateway.translated_ttft_ms_p50", added.translatedP50, "ms"),
    ...measure("gateway.rps_16", ours.requestsPerSecond, "req/s"),
    ...measure("gateway.rss_mb", ours.memoryMb, "MB"),
    ...measure(
      "gateway.ttft_vs_best_peer",
      ratio(added.firstTokenP50, least(peersAdded.map((one) => one.firstTokenP50))),
      "x",
    ),
    ...measure(
      "gateway.rps_vs_best_peer",
      ratio(ours.requestsPerSecond, most(peers.map((one) => one.requestsPerSecond))),
      "x",
    ),
    ...measure("gateway.rss_vs_best_peer", ratio(ours.memoryMb, least(peers.map((one) => one.memoryMb))), "x"),
  };
}

type Figures = readonly (number | undefined)[];

function least(figures: Figures): number | undefined {
  return figures.flatMap((one) => one ?? []).toSorted((a, b) => a - b)[0];
}

function most(figures: Figures): number | undefined {
  return figures.flatMap((one) => one ?? []).toSorted((a, b) => b - a)[0];
}

function ratio(value: number | undefined, to: number | undefined): number | undefined {
  return value === undefined || to === undefined ? undefined : value / to;
}

function measure(name: string, value: number | undefined, unit: string): Readonly<Record<string, Measure>> {
  return value === undefined ? {} : { [name]: { value, unit } };
}
