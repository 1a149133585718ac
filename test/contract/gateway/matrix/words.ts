import type { Json } from "../../../../src/gateway/json.ts";

/** The wire formats in which chats are asked for. */
export type ChatFormat = "openai-chat" | "openai-responses" | "anthropic-messages" | "gemini";

/** A picture or a document, in base64 or by its address. */
export interface Media {
  readonly type: "image" | "file";
  readonly mediaType: string;
  readonly data?: string;
  readonly url?: string;
}

export interface Call {
  readonly id: string;
  readonly name: string;
  readonly args: Json;
}

export interface ToolResult {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly image?: Media;
}

/** A text that may bear a mark for the prompt cache. */
export interface Said {
  readonly text: string;
  readonly marked?: boolean;
}

/** A turn of a conversation. `native` is an answer as the client got it, to be sent back as it came. */
export type Turn =
  | { readonly role: "user"; readonly content: readonly (Said | Media)[] }
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "assistant"; readonly text?: string; readonly calls?: readonly Call[] }
  | { readonly role: "results"; readonly results: readonly ToolResult[] }
  | { readonly role: "native"; readonly answer: unknown };

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Json;
}

/** What a client is to ask, in no format's words. */
export interface Wish {
  readonly system?: string;
  readonly turns: readonly Turn[];
  readonly tools?: readonly Tool[];
  readonly choice?: "none" | "required" | { readonly name: string };
  /** Whether at most one tool may be called. */
  readonly single?: boolean;
  readonly schema?: Json;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly maxTokens?: number;
  /** Whether the reasoning is wanted, and to be seen. */
  readonly thinks?: boolean;
  readonly copies?: number;
  readonly logprobs?: boolean;
}

/** What some client has no words for. */
export type Need =
  | "mid-system"
  | "results with images"
  | "single"
  | "stop"
  | "seed"
  | "copies"
  | "logprobs"
  | "marks"
  | "thinks"
  | "image by address"
  | "files"
  | "count"
  | "usage details"
  | "temperature"
  | "conversation";

/** Tokens in our counting: the cached ones within the input, the reasoning within the output. */
export interface Counted {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

export type Finish = "stop" | "length" | "calls" | "filtered";

/** What an upstream answers, in no format's words. */
export type Reply = Answer | Refusal;

export interface Answer {
  readonly content: readonly ReplyPart[];
  readonly finish: Finish;
  readonly usage?: Counted;
  /** How a stream ends instead of its end. */
  readonly breaks?: "error" | "cut";
  readonly copies?: number;
  readonly logprobs?: boolean;
}

export type ReplyPart =
  | { readonly text: string }
  | { readonly reasoning: string; readonly proof: string }
  | { readonly call: Call };

export interface Refusal {
  readonly refuses: Trouble;
}

/** What an upstream refuses with, before anything was said. */
export type Trouble =
  | "context-too-long"
  | "rate-limited"
  | "overloaded"
  | "credential-invalid"
  | "content-filtered"
  | "model-gone"
  | "caller-fault";

/** What arrived at an upstream, in no format's words. */
export interface Got {
  readonly format: ChatFormat;
  readonly model: string;
  readonly streamed: boolean;
  /** The whole body, for what must not be in it anywhere. */
  readonly raw: string;
  /** The conversation as one line a piece, such as `user: Hello?` or `call read_file {"path":"a.ts"}`. */
  readonly lines: readonly string[];
  readonly tools: readonly Tool[];
  readonly choice: "auto" | "none" | "required" | { readonly name: string } | undefined;
  readonly single: boolean;
  readonly schema: unknown;
  readonly stop: readonly string[];
  readonly temperature: unknown;
  readonly topP: unknown;
  readonly seed: unknown;
  readonly maxTokens: unknown;
  readonly copies: unknown;
  readonly logprobs: boolean;
  /** Proofs of reasoning that came back, each where its format has it. */
  readonly proofs: readonly string[];
  /** The texts that bear a mark for the prompt cache. */
  readonly marked: readonly string[];
}

/** What a client made of an answer. */
export interface Told {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly Call[];
  readonly finish: Finish;
  readonly usage?: Partial<Counted>;
  /** The answer as the client gives it back in the next turn. */
  readonly native: unknown;
  /** How many answers came. */
  readonly copies: number;
  readonly logprobs: boolean;
  /** What the client itself read from a structured answer. */
  readonly parsed?: unknown;
}
