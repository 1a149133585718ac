import { extraPercent } from "./measures.ts";
import type { Standing, Standings } from "./standings.ts";

const rowHeight = 26;
const labelWidth = 190;
const panelWidth = 215;
const gap = 40;
const headHeight = 64;

/** One of the panels beside each other. */
interface Panel {
  readonly title: string;
  readonly value: (standing: Standing, single: Standing) => number;
  readonly text: (value: number) => string;
  /** From 0 to 1 along the panel. */
  readonly place: (value: number) => number;
  readonly ticks: readonly (readonly [value: number, label: string])[];
}

const logarithmic = (least: number, most: number) => (value: number) =>
  Math.min(1, Math.max(0, Math.log(Math.max(value, least) / least) / Math.log(most / least)));
const linear = (least: number, most: number) => (value: number) =>
  Math.min(1, Math.max(0, (value - least) / (most - least)));

const panels: readonly Panel[] = [
  {
    title: "availability lost (log scale)",
    value: ({ summary }) => summary.lostShare * 100,
    text: (value) => `${value.toFixed(3)} %`,
    place: logarithmic(0.003, 10),
    ticks: [0.01, 0.1, 1, 10].map((value) => [value, `${value} %`]),
  },
  {
    title: "ghost text: first token, P99",
    value: ({ summary }) => summary.firstToken.completion.p99 / 1000,
    text: (value) => `${value.toFixed(1)} s`,
    place: linear(0, 4),
    ticks: [0, 1, 2, 3, 4].map((value) => [value, `${value} s`]),
  },
  {
    title: "chat: first token, P99",
    value: ({ summary }) => summary.firstToken.chat.p99 / 1000,
    text: (value) => `${value.toFixed(1)} s`,
    place: linear(0, 12),
    ticks: [0, 3, 6, 9, 12].map((value) => [value, `${value} s`]),
  },
  {
    title: "cost against the single model",
    value: ({ summary }, single) => extraPercent(summary.costUsd, single.summary.costUsd),
    text: (value) => `${value >= 0 ? "+" : "−"}${Math.abs(value).toFixed(1)} %`,
    place: linear(0, 15),
    ticks: [0, 5, 10, 15].map((value) => [value, `${value} %`]),
  },
];

/** All scenarios as a picture in SVG, one below the other. */
export function plotOf(all: readonly Standings[]): string {
  let top = 0;
  const drawn = all.map((standings) => {
    const section = `<g transform="translate(0 ${top})">${sectionOf(standings)}</g>`;
    top += headHeight + standings.all.length * rowHeight + 40;
    return section;
  });
  const width = labelWidth + panels.length * (panelWidth + gap);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

function sectionOf({ scenario, all, single }: Standings): string {
  const names = all.map(({ name, role }, row) => {
    const weight = role.startsWith("ours") ? ' font-weight="bold"' : "";
    return text(labelWidth - 10, middleOf(row), name, `text-anchor="end"${weight}`);
  });
  const title = `${scenario.title}: ${scenario.weeks} weeks`;
  return [
    text(10, 22, title, 'font-size="15" font-weight="bold"'),
    ...names,
    ...panels.map((panel, at) => panelOf(panel, all, single, labelWidth + at * (panelWidth + gap))),
  ].join("\n");
}

function panelOf(panel: Panel, all: readonly Standing[], single: Standing, left: number): string {
  const bottom = headHeight + all.length * rowHeight;
  const x = (value: number) => left + panel.place(value) * (panelWidth - 50);
  const ticks = panel.ticks.flatMap(([value, label]) => [
    `<line x1="${x(value)}" x2="${x(value)}" y1="${headHeight - 4}" y2="${bottom}" stroke="#ddd"/>`,
    text(x(value), bottom + 14, label, 'text-anchor="middle" fill="#666" font-size="10"'),
  ]);
  const bars = all.flatMap((standing, row) => {
    const value = panel.value(standing, single);
    const fill = standing.role.startsWith("ours") ? "#0b6bcb" : "#9aa5b1";
    const y = headHeight + row * rowHeight + 5;
    const bar = `<rect x="${left}" y="${y}" width="${Math.max(1, x(value) - left)}" height="${rowHeight - 10}" fill="${fill}"/>`;
    return [bar, text(Math.max(left, x(value)) + 5, middleOf(row), panel.text(value), 'fill="#222" font-size="11"')];
  });
  return [text(left, headHeight - 12, panel.title, 'fill="#333"'), ...ticks, ...bars].join("\n");
}

function middleOf(row: number): number {
  return headHeight + row * rowHeight + rowHeight / 2 + 4;
}

function text(x: number, y: number, words: string, attributes: string): string {
  const escaped = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" ${attributes}>${escaped}</text>`;
}
