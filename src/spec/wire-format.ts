/**
 * The wire formats in which a program may ask for a model, and a provider may be asked. `openai-completions` is the
 * older call with a prompt and a suffix; `openai-embeddings` has no answer in words.
 */
export type WireFormat =
  | "openai-chat"
  | "openai-responses"
  | "openai-completions"
  | "openai-embeddings"
  | "anthropic-messages"
  | "gemini";

/**
 * A request as the caller wrote it. A provider that speaks the same format gets it as it is, apart from the model and
 * what that model would refuse, so that nothing is lost that this project has no word for.
 */
export interface Verbatim {
  readonly format: WireFormat;
  /** Decoded JSON. Its `model`, where the format has one, is put in by the provider's client. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the answer is wanted as events; else it comes as one JSON value. */
  readonly streamed: boolean;
  /** Headers of the format that go along, such as `anthropic-beta`, in lower case. Never a key. */
  readonly headers?: Readonly<Record<string, string>>;
}
