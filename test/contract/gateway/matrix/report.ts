import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * - `works`
 * - `left out`: without what the upstream has no word for, which a header says
 * - `error`: a clear one in the client's own format, as it must be
 * - `no words`: the client's format cannot ask for it
 */
export type Mark = "works" | "left out" | "error" | "no words" | "FAILED";

const SIGNS: Readonly<Record<Mark, string>> = { works: "✓", "left out": "–", error: "!", "no words": "·", FAILED: "✗" };

/** What became of each cell: by feature, then by client and upstream. */
export class MatrixReport {
  readonly #cells = new Map<string, Map<string, Mark>>();
  readonly #columns = new Set<string>();

  /** Of the ways of asking in one cell, one that failed counts. */
  set(feature: string, column: string, mark: Mark): void {
    const row = this.#cells.get(feature) ?? new Map<string, Mark>();
    this.#cells.set(feature, row);
    this.#columns.add(column);
    if (row.get(column) !== "FAILED") row.set(column, mark);
  }

  /** Writes out/gateway-matrix.json and .md, and returns the table for people. */
  write(): string {
    const folder = fileURLToPath(new URL("../../../../out/", import.meta.url));
    mkdirSync(folder, { recursive: true });
    const rows = [...this.#cells].map(([feature, row]) => ({ feature, ...Object.fromEntries(row) }));
    writeFileSync(`${folder}gateway-matrix.json`, `${JSON.stringify(rows, undefined, 2)}\n`);
    writeFileSync(`${folder}gateway-matrix.md`, this.#markdown());
    return this.#table();
  }

  #markdown(): string {
    const columns = [...this.#columns];
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
    return [
      `${legend()}\n\n`,
      line(["feature", ...columns]),
      line(["---", ...columns.map(() => ":-:")]),
      ...[...this.#cells].map(([feature, row]) => line([feature, ...columns.map((column) => sign(row.get(column)))])),
    ].join("");
  }

  /** One client's upstreams beside each other, since all of them do not fit into a terminal. */
  #table(): string {
    const clients = Map.groupBy(this.#columns, (column) => column.split(" → ")[0] ?? "");
    const names = [...clients.keys()];
    const width = Math.max(...[...this.#cells.keys()].map((feature) => feature.length));
    const head = names.map(
      (name, index) =>
        `  ${index + 1}. ${name} → ${(clients.get(name) ?? []).map((column) => column.split(" → ")[1]).join(", ")}`,
    );
    const numbers = names.map((name, index) => String(index + 1).padEnd(clients.get(name)?.length ?? 0)).join("  ");
    const rows = [...this.#cells].map(([feature, row]) => {
      const marks = names.map((name) => (clients.get(name) ?? []).map((column) => sign(row.get(column))).join(""));
      return `${feature.padEnd(width)}  ${marks.join("  ")}`;
    });
    return ["", legend(), ...head, "", `${" ".repeat(width)}  ${numbers}`, ...rows, ""].join("\n");
  }
}

function legend(): string {
  return Object.entries(SIGNS)
    .map(([mark, shown]) => `${shown} ${mark}`)
    .join("   ");
}

function sign(mark: Mark | undefined): string {
  return mark === undefined ? " " : SIGNS[mark];
}
