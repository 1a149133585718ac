import type { DatabaseSync } from "node:sqlite";
import { text } from "./cells.ts";

/** With more damaged rows than that there is no telling whether only rows are. */
const MOST_DAMAGED_ROWS = 100;

/**
 * What SQLite says of a value in a page that is sound, in the tables of which `soundRows` leaves such rows out: it is none of
 * its column's.
 */
const OF_A_ROW =
  /^(?:CHECK constraint failed in|NULL value in|non-[A-Z]+ value in) (?:calls|attempts|outcomes|health|limits)\b/;

/** Whether SQLite finds the file in order, but for some rows of which the others know nothing. */
export function isSound(database: DatabaseSync): boolean {
  const rows = database.prepare(`PRAGMA quick_check(${MOST_DAMAGED_ROWS})`).all();
  const findings = rows.map((row) => text(row, "quick_check"));
  const [first] = findings;
  if (findings.length === 1 && first === "ok") return true;
  return findings.length < MOST_DAMAGED_ROWS && findings.every((finding) => OF_A_ROW.test(finding));
}
