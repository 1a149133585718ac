import type { ExportAnswer } from "../../ledger/archive/export-calls.ts";
import type { ImportAnswer } from "../../ledger/archive/import-calls.ts";

/** What came of an export, without the full stop. */
export function exportWords({ calls, damaged }: Extract<ExportAnswer, { kind: "written" }>): string {
  const left =
    damaged === undefined
      ? ""
      : ` (${damaged === 1 ? "1 is damaged and was" : `${inWords(damaged)} are damaged and were`} left out)`;
  return `${times(calls)} written${left}`;
}

/** What came of an import, in a sentence or two. */
export function importWords({ added, restored, skipped, problems, moreProblems }: ImportAnswer): string {
  const [first] = problems;
  const unread = problems.length + moreProblems;
  const parts = [
    `${times(added)} added`,
    restored > 0 ? `${times(restored)} brought back that had been dropped` : undefined,
    skipped > 0 ? `${inWords(skipped)} ${skipped === 1 ? "was" : "were"} there already` : undefined,
    first &&
      `${unread === 1 ? "1 line" : `${inWords(unread)} lines`} could not be read (line ${first.line}: ${first.message.replace(/\.$/, "")})`,
  ];
  const sums = restored > 0 ? " Sums had kept what was brought back, and do not count it again." : "";
  return `${parts.filter((part) => part !== undefined).join(", ")}.${sums}`;
}

function times(calls: number): string {
  return calls === 1 ? "1 call" : `${inWords(calls)} calls`;
}

function inWords(count: number): string {
  return count.toLocaleString("en-US");
}
