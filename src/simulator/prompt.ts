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

/**
 * What of a prompt goes through the provider's cache.
 * - `automatic`: all of it, as OpenAI and Gemini do; the newest segment is never in it yet, and writing is not reported
 * - `marked`: the first so many segments (see `segmentsOf`), as Anthropic is asked to
 */
export type CacheUse =
  | { readonly kind: "none" }
  | { readonly kind: "automatic" }
  | { readonly kind: "marked"; readonly segments: number; readonly life: "5m" | "1h" };

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
  readonly cache: CacheUse;
}

/** A gap to fill, asked at a fill-in-the-middle endpoint. */
export interface FillPrompt {
  readonly kind: "fill";
  readonly model: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  readonly cache: CacheUse;
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
