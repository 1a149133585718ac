import type { DataView } from "../../../../src/protocol/dashboard/data.ts";
import type { LedgerStatus } from "../../../../src/spec/snapshot.ts";
import { dateWords } from "../../parts/day-words.ts";

/** `0 bytes`, `820 kB`, `4.2 MB`, `1.3 GB`; decimal, as file managers count. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  if (bytes < 999_500_000) return `${decimal(bytes / 1_000_000)} MB`;
  return `${decimal(bytes / 1_000_000_000)} GB`;
}

/** How long calls stay. */
export function keptWords(keepDays: number): string {
  if (keepDays <= 0) return "For ever";
  return keepDays === 1 ? "1 day" : `${keepDays.toLocaleString("en-US")} days`;
}

/** What pruning would do now. */
export function pruneWords({ calls, keepDays, oldestAt }: DataView, now: number): string {
  if (calls === 0) return "Nothing is kept yet, so there is nothing to drop.";
  if (keepDays <= 0) return "Calls are kept for ever, so there is nothing to drop. Set how long to keep them first.";
  const limit = pruneLimit(keepDays, now);
  if (oldestAt !== undefined && oldestAt >= limit) return "No call is old enough yet.";
  return `Single calls from before ${dateWords(limit, now)} go, with their attempts. Their sums by day stay, so charts and totals of days look the same.`;
}

/** Whether there may be calls that pruning would drop. */
export function canPrune({ calls, keepDays, oldestAt }: DataView, now: number): boolean {
  return calls > 0 && keepDays > 0 && (oldestAt === undefined || oldestAt < pruneLimit(keepDays, now));
}

/** That calls cannot be read any more, and what that means. */
export function damagedWords(damaged: number): string {
  const [what, they] =
    damaged === 1
      ? ["1 call is damaged", "It is"]
      : [`${damaged.toLocaleString("en-US")} calls are damaged`, "They are"];
  return `${what} in the file and cannot be read any more. ${they} left out of tables and exports; sums by day have kept what was spent.`;
}

/** Where the records are, and why not on disk if they are not. */
export function stateOf(status: LedgerStatus): { readonly icon: string; readonly words: string } {
  switch (status.kind) {
    case "disk":
      return { icon: "pass", words: "On disk, in one file that all windows share." };
    case "memory":
      return { icon: "warning", words: `In memory until this window closes: ${status.reason}` };
    case "recovered":
      return {
        icon: "warning",
        words: `On disk. The file before was damaged: it was set aside as ${status.file}, and a new one begun.`,
      };
  }
}

/** Calls from before that are old, by the calendar. */
function pruneLimit(keepDays: number, now: number): number {
  const limit = new Date(now);
  limit.setDate(limit.getDate() - keepDays);
  return limit.getTime();
}

function decimal(value: number): string {
  return value < 99.95 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value));
}
