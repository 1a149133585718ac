import type { Verbatim } from "./wire-format.ts";

/** A piece of a message. Which pieces a role may hold is said at `Message`. */
export type ContentPart = TextContent | ImagePart | FilePart | ReasoningPart | ToolCallPart | ToolResultPart;

/**
 * A mark for the provider's prompt cache: everything up to the part that bears it is to be kept, so long. Only
 * Anthropic's format has such marks; the others cache by themselves.
 */
export type CacheMark = "5m" | "1h";

export interface TextContent {
  readonly type: "text";
  readonly text: string;
  readonly cache?: CacheMark;
}

/** Where the bytes of a picture or a file are. */
export type MediaSource =
  | { readonly kind: "base64"; readonly data: string }
  | { readonly kind: "url"; readonly url: string };

/** A picture, inline (base64) or by address. */
export interface ImagePart {
  readonly type: "image";
  /** Such as `image/png`; empty where only its address is known. */
  readonly mediaType: string;
  readonly source: MediaSource;
  readonly cache?: CacheMark;
}

/** A document or a recording. */
export interface FilePart {
  readonly type: "file";
  /** Such as `application/pdf` or `audio/wav`. */
  readonly mediaType: string;
  readonly name?: string;
  readonly source: MediaSource;
  readonly cache?: CacheMark;
}

/** What a model thought aloud before its answer. */
export interface ReasoningPart {
  readonly type: "reasoning";
  readonly text: string;
  /** Opaque proof that only works where it came from, so it is dropped when the message goes to another provider. */
  readonly signature?: { readonly provider: string; readonly value: string };
}

/** A function the model wants called. */
export interface ToolCallPart {
  readonly type: "tool-call";
  readonly id: string;
  readonly name: string;
  /** The arguments as the model wrote them: JSON text. */
  readonly arguments: string;
  /** As at `ReasoningPart.signature`: Gemini asks to get its own back on the same part. */
  readonly signature?: { readonly provider: string; readonly value: string };
}

/** What the called function answered. */
export interface ToolResultPart {
  readonly type: "tool-result";
  readonly callId: string;
  readonly name: string;
  readonly content: string;
  /** Pictures and files that belong to the answer, after its text. */
  readonly media?: readonly (ImagePart | FilePart)[];
  readonly isError?: boolean;
  readonly cache?: CacheMark;
}

/** One turn. `user` holds text, images, files and tool results; `assistant` holds text, reasoning and tool calls. */
export interface Message {
  readonly role: "user" | "assistant";
  readonly content: readonly ContentPart[];
}

/** A function the model may call. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments object. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the model is held to the schema, where it can be. */
  readonly strict?: boolean;
  readonly cache?: CacheMark;
}

/** The shape in which an answer is wanted: any JSON, or JSON that a schema describes. */
export type AnswerFormat =
  | { readonly kind: "json" }
  | {
      readonly kind: "json-schema";
      readonly name: string;
      readonly schema: Readonly<Record<string, unknown>>;
      readonly description?: string;
      readonly strict?: boolean;
    };

/** How much a model is to think before it answers, in OpenAI's words; other formats are translated to the nearest. */
export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh";

/** How the next token is chosen. What a model or its format does not know is left out. */
export interface Sampling {
  readonly topP?: number;
  readonly topK?: number;
  readonly seed?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
}

/** A conversation to be continued by the model. */
export interface ChatRequest {
  readonly kind: "chat";
  readonly system?: string;
  /** The last mark in the instructions; it covers all of them, and the tools before them. */
  readonly systemCache?: CacheMark;
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: "auto" | "none" | "required" | { readonly name: string };
  /** Most answer tokens; without it the model's own limit holds. */
  readonly maxOutputTokens?: number;
  /** 0 to 2 as OpenAI counts it; left out for models that refuse one. */
  readonly temperature?: number;
  readonly stop?: readonly string[];
  readonly sampling?: Sampling;
  /** Whether several tools may be called in one answer; they may unless this is false. */
  readonly parallelToolCalls?: boolean;
  /** Plain text unless set. */
  readonly format?: AnswerFormat;
  /** As much as the model usually does unless set. */
  readonly effort?: ReasoningEffort;
  /** Most tokens of reasoning, where the caller counts them; goes before `effort` where the model can count them too. */
  readonly reasoningTokens?: number;
  /**
   * What is wanted that only the caller's own wire format can say, such as `n` or `logprobs`, by its names there. A route
   * that speaks another format refuses such a request as beyond it.
   */
  readonly untranslatable?: readonly string[];
  readonly verbatim?: Verbatim;
}

/**
 * A gap in a document to be filled. Sent as fill-in-the-middle where the model has it, else as a chat with an instruction.
 */
export interface FillRequest {
  readonly kind: "fill";
  /** The document before the gap; may begin in mid-document. */
  readonly prefix: string;
  /** The document after the gap; may be empty. */
  readonly suffix: string;
  /** VS Code's language id, such as `typescript`. */
  readonly language: string;
  /** The file's path relative to its workspace folder, with forward slashes. */
  readonly path: string;
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly stop?: readonly string[];
  /** As of a chat: only a provider that takes the caller's own words can do it. */
  readonly untranslatable?: readonly string[];
  readonly verbatim?: Verbatim;
}

/** Texts to be turned into vectors. It goes as it is to a provider that speaks its format; there is no translation. */
export interface EmbedRequest {
  readonly kind: "embed";
  /** Of all texts together, for an estimate of the tokens. */
  readonly characters: number;
  readonly verbatim: Verbatim;
}

/** What a model is asked, in no provider's words. */
export type ModelRequest = ChatRequest | FillRequest | EmbedRequest;
