/** A piece of a message. Which pieces a role may hold is said at `Message`. */
export type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | ImagePart
  | ReasoningPart
  | ToolCallPart
  | ToolResultPart;

/** A picture, inline (base64) or by address. */
export interface ImagePart {
  readonly type: "image";
  /** Such as `image/png`. */
  readonly mediaType: string;
  readonly source: { readonly kind: "base64"; readonly data: string } | { readonly kind: "url"; readonly url: string };
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
  readonly isError?: boolean;
}

/** One turn. `user` holds text, images and tool results; `assistant` holds text, reasoning and tool calls. */
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
}

/** A conversation to be continued by the model. */
export interface ChatRequest {
  readonly kind: "chat";
  readonly system?: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: "auto" | "none" | "required" | { readonly name: string };
  /** Most answer tokens; without it the model's own limit holds. */
  readonly maxOutputTokens?: number;
  /** 0 to 2 as OpenAI counts it; left out for models that refuse one. */
  readonly temperature?: number;
  readonly stop?: readonly string[];
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
}

/** What a model is asked, in no provider's words. */
export type ModelRequest = ChatRequest | FillRequest;
