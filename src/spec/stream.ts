import type { Failure } from "./failure.ts";
import type { Usage } from "./usage.ts";

/** Why a model stopped. */
export type FinishReason = "stop" | "length" | "tool-calls" | "content-filtered";

/**
 * One event of an answer, the same for every dialect. A stream is: at most one `start`, then any number of the middle
 * kinds, then exactly one `finish` or `failure`, and nothing after it. A stream that ends otherwise is a bug of the dialect.
 */
export type StreamPart = StartPart | MiddlePart | BatchPart | FinishPart | FailurePart;

/** What comes between the start and the end. */
export type MiddlePart = FramePart | ThinkingPart | TextPart | ReasoningDeltaPart | ToolCallDeltaPart | UsagePart;

/** Several parts that came in one piece, in order: the same as one after the other, with one way through all layers. */
export interface BatchPart {
  readonly type: "batch";
  readonly parts: readonly MiddlePart[];
}

/** The provider answered with a good status and headers; no content yet. */
export interface StartPart {
  readonly type: "start";
  /** The provider's id of this request, for its support desk. */
  readonly requestId?: string;
  readonly limits?: readonly LimitReport[];
}

/**
 * A piece of an answer as the provider sent it, when it speaks the caller's own wire format: the data of one event, or
 * the whole body where no events were asked for. The parts that were read from it follow.
 */
export interface FramePart {
  readonly type: "frame";
  /** The event's name, where it has one. */
  readonly event?: string;
  /** JSON, in one line where it is an event's. */
  readonly data: string;
}

/** The model thinks, and shows nothing of it (yet): it may be silent for as long as that takes. */
export interface ThinkingPart {
  readonly type: "thinking";
}

export interface TextPart {
  readonly type: "text";
  readonly text: string;
}

export interface ReasoningDeltaPart {
  readonly type: "reasoning";
  /** May be empty when only a signature came. */
  readonly text: string;
  readonly signature?: { readonly provider: string; readonly value: string };
}

/** A piece of a tool call. Pieces with the same `index` belong together; `arguments` are to be joined in order. */
export interface ToolCallDeltaPart {
  readonly type: "tool-call";
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** The next piece of the JSON text; may be empty. */
  readonly arguments: string;
  readonly signature?: { readonly provider: string; readonly value: string };
}

/** The whole usage so far; a later one replaces an earlier one. */
export interface UsagePart {
  readonly type: "usage";
  readonly usage: Usage;
}

export interface FinishPart {
  readonly type: "finish";
  readonly reason: FinishReason;
}

export interface FailurePart {
  readonly type: "failure";
  readonly failure: Failure;
}

/** What a provider's headers said of a limit. */
export interface LimitReport {
  readonly kind: "requests" | "tokens";
  readonly limit?: number;
  readonly remaining?: number;
  /** Milliseconds from now until the limit is whole again. */
  readonly resetMs?: number;
}
