import type { CallOrder } from "../../../../src/spec/call-query.ts";

export type ColumnId =
  | "time"
  | "task"
  | "route"
  | "outcome"
  | "first-token"
  | "duration"
  | "input"
  | "output"
  | "cost"
  | "client"
  | "workspace";

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** Pixels at a type size of 13; the columns of words take what is left. */
  readonly width: number;
  /** By what its head sorts, where it does. */
  readonly order?: CallOrder;
  readonly numeric?: true;
}

/** In the order in which they stand. */
const all: readonly Column[] = [
  { id: "time", title: "Time", width: 128, order: "time" },
  { id: "task", title: "Task", width: 88 },
  { id: "route", title: "Route", width: 140 },
  { id: "outcome", title: "Outcome", width: 172 },
  { id: "first-token", title: "First token", width: 84, order: "first-token", numeric: true },
  { id: "duration", title: "Duration", width: 76, order: "duration", numeric: true },
  { id: "input", title: "Tokens in", width: 78, order: "input", numeric: true },
  { id: "output", title: "Tokens out", width: 84, order: "output", numeric: true },
  { id: "cost", title: "Cost", width: 98, order: "cost", numeric: true },
  { id: "client", title: "Client", width: 100 },
  { id: "workspace", title: "Workspace", width: 110 },
];

/** Which come first when there is little room. */
const byWeight: readonly ColumnId[] = [
  "route",
  "time",
  "outcome",
  "cost",
  "duration",
  "task",
  "first-token",
  "output",
  "input",
  "workspace",
  "client",
];

/** Between two columns, and before the first and behind the last. */
export const columnGap = 12;

/** A row has two lines where a single one could not hold what matters. */
export const twoLinesBelow = 600;

/** Which columns fit into so many pixels. Where there is only one client or workspace, its column would say nothing. */
export function columnsFor(width: number, several: ReadonlySet<"client" | "workspace">): readonly Column[] {
  let left = width - columnGap;
  const chosen = new Set<ColumnId>();
  for (const id of byWeight) {
    if ((id === "client" || id === "workspace") && !several.has(id)) continue;
    const needed = (all.find((column) => column.id === id)?.width ?? 0) + columnGap;
    // What weighs less does not take the place of what weighs more.
    if (needed > left) break;
    left -= needed;
    chosen.add(id);
  }
  return all.filter(({ id }) => chosen.has(id));
}

/** How columns of words share what is left. */
const shares: Readonly<Partial<Record<ColumnId, number>>> = { route: 3, outcome: 2, client: 1, workspace: 1 };

/** The widths as a grid's template. */
export function templateOf(columns: readonly Column[]): string {
  return columns
    .map(({ id, width }) => (shares[id] === undefined ? `${width}px` : `minmax(${width}px, ${shares[id]}fr)`))
    .join(" ");
}
