import type { JsonObject } from "./json.ts";
import { tokensOf } from "./tokens.ts";

/** One message of a conversation, as text. `tool` holds what a called function answered. */
export interface Turn {
  readonly role: "user" | "assistant" | "tool";
  readonly text: string;
}

export interface Tool {
  readonly name: string;
  /** JSON Schema of the arguments. */
  readonly parameters: JsonObject;
}

/** What a request says of caching its beginning. */
export interface CacheRequest {
  /** How many leading segments (see `segmentsOf`) may be cached. */
  readonly segments: number;
  readonly life: "5m" | "1h";
  /** Whether the provider reports what it wrote to the cache. */
  readonly reportsWrites: boolean;
}

/** A conversation, whatever format it came in. */
export interface ChatPrompt {
  readonly kind: "chat";
  readonly model: string;
  readonly system: string;
  readonly turns: readonly Turn[];
  readonly tools: readonly Tool[];
  /** The tool that must be called: one by name, or any. */
  readonly forcedTool?: { readonly name?: string };
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  readonly cache: CacheRequest;
}

/** A gap to fill, asked at a fill-in-the-middle endpoint. */
export interface FillPrompt {
  readonly kind: "fill";
  readonly model: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  readonly cache: CacheRequest;
}

export type Prompt = ChatPrompt | FillPrompt;

/** The prompt in the pieces at which a cache may end: tools and system text first, then each turn. */
export function segmentsOf(prompt: Prompt): readonly string[] {
  if (prompt.kind === "fill") return [prompt.prefix, prompt.suffix];
  const tools = prompt.tools.length > 0 ? JSON.stringify(prompt.tools) : "";
  return [tools + prompt.system, ...prompt.turns.map((turn) => turn.text)];
}

export function promptTokens(prompt: Prompt): number {
  return tokensOf(segmentsOf(prompt).reduce((sum, segment) => sum + segment.length, 0));
}
