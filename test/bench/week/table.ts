import { extraPercent } from "./measures.ts";
import { rangeOfTimesLost, type Standing, type Standings } from "./standings.ts";
import { timesLost } from "./tally.ts";

const heads = [
  "contestant",
  "lost",
  "a week (P10 to P90)",
  "silently cut",
  "too late",
  "first token P50 / P99: completion",
  "chat",
  "wasted requests",
  "cost a person and week",
  "against single",
];

/** All scenarios as Markdown. */
export function tableOf(all: readonly Standings[]): string {
  const notes =
    "Lost: calls that failed, came too late or were cut, of all that were not cancelled by a keystroke. Times are of calls " +
    "that saw a first token. The same calls, faults and luck for every contestant; see `test/bench/week/` for the rules of each.";
  return `# A working week\n\n${notes}\n\n${all.map(section).join("\n")}`;
}

function section(standings: Standings): string {
  const { scenario, ours, single, bestPeer } = standings;
  const rows = standings.all.map((standing) => rowOf(standing, single, scenario.people));
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const against = (other: Standing) => {
    const [low, high] = rangeOfTimesLost(other, ours);
    return `${fixed(timesLost(other.summary, ours.summary))} times as much as ${ours.name} (95 %: ${fixed(low)} to ${fixed(high)})`;
  };
  return [
    `## ${scenario.title}, ${scenario.weeks} weeks, ${ours.summary.calls} calls`,
    "",
    ...lines,
    "",
    `${single.name} loses ${against(single)}; the best of the others, ${bestPeer.name}, ${against(bestPeer)}.`,
    "",
  ].join("\n");
}

function rowOf({ name, weeks, summary }: Standing, single: Standing, people: number): readonly string[] {
  const shares = summary.lostShares.toSorted((a, b) => a - b);
  const at = (share: number) => shares[Math.min(shares.length - 1, Math.floor(shares.length * share))] ?? 0;
  const { completion, chat } = summary.firstToken;
  return [
    name,
    percent(summary.lostShare),
    `${percent(at(0.1))} to ${percent(at(0.9))}`,
    String(summary.silentlyCut),
    String(summary.late),
    `${seconds(completion.p50)} / ${seconds(completion.p99)}`,
    `${seconds(chat.p50)} / ${seconds(chat.p99)}`,
    percent(summary.wasted / summary.calls),
    `$${(summary.costUsd / weeks.length / people).toFixed(2)}`,
    `${extraPercent(summary.costUsd, single.summary.costUsd).toFixed(1)} %`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
