import type { CacheControlEphemeral } from "@anthropic-ai/sdk/resources/messages";
import type { CacheMark, ChatRequest } from "../../spec/request.ts";

/** More in one request are refused. */
const MOST_MARKS = 4;

/** A block or tool that is being built and may bear a mark. */
export interface Markable {
  cache_control?: CacheControlEphemeral | null;
}

export function cacheControl(mark: CacheMark | undefined): Markable {
  return mark ? { cache_control: { type: "ephemeral", ...(mark === "1h" && { ttl: mark }) } } : {};
}

/** Whether the caller marked anything; then he has a plan, and no marks are added to it. */
export function hasOwnMarks({ systemCache, tools, messages }: ChatRequest): boolean {
  return (
    systemCache !== undefined ||
    (tools?.some(({ cache }) => cache) ?? false) ||
    messages.some(({ content }) => content.some((part) => "cache" in part && part.cache !== undefined))
  );
}

/**
 * Takes away what would be refused of the marks on these, which are in the order of the prompt: all but the last four,
 * each of which covers what is before it, and the hour of one that comes after a mark of five minutes.
 */
export function limitMarks(blocks: readonly Markable[]): void {
  const marked = blocks.filter(({ cache_control: mark }) => mark);
  const kept = marked.slice(-MOST_MARKS);
  for (const block of marked.slice(0, -MOST_MARKS)) delete block.cache_control;
  const short = kept.findIndex(({ cache_control: mark }) => mark?.ttl !== "1h");
  if (short >= 0) for (const block of kept.slice(short)) block.cache_control = { type: "ephemeral" };
}
