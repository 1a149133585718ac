import type { Message } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";

/**
 * Where the conversation begins that a model has to know: at the last block into which Anthropic summed up what was
 * before, which its own models do not look at any more either.
 */
export function startOf(turns: readonly Json[], first: number): number {
  return Math.max(
    first,
    turns.findLastIndex((turn) => summaryOf(turn) !== undefined),
  );
}

/** The summary as a turn of the user's, since a conversation has to open with one. */
export function summaryTurns(turn: Json): readonly Message[] {
  const summary = summaryOf(turn);
  if (summary === undefined) return [];
  const text = `<summary>\nWhat was said before, summed up:\n${summary}\n</summary>`;
  return [{ role: "user", content: [{ type: "text", text }] }];
}

/** None for a compaction that failed: its content is `null`. */
function summaryOf({ content }: Json): string | undefined {
  const blocks: readonly unknown[] = Array.isArray(content) ? content : [];
  const block = blocks.map(asRecord).findLast((one) => one?.["type"] === "compaction");
  const summary = block?.["content"];
  return typeof summary === "string" ? summary : undefined;
}
