import type { Json } from "../../src/gateway/json.ts";

/** A provider's good answer to one request: of so many words, or the events of a stream that say the same. */
export interface GoodAnswer {
  readonly contentType: string;
  /** Pieces that make the body, in order. */
  readonly pieces: readonly string[];
  /** What only a stream that is whole has in it: servers differ in whether `[DONE]` follows a reason to finish. */
  readonly terminator: string;
}

/** The words of which all answers here are made: a few with letters of more than one byte. */
export function words(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => (at % 5 === 4 ? `wörd😀${at} ` : `word${at} `));
}

/** Answers as a provider would, going by the address it is asked at. */
export function goodAnswer(path: string, body: Json, count = 8): GoodAnswer {
  const said = words(count);
  const streamed = body["stream"] === true || path.includes(":streamGenerateContent");
  if (/countTokens|count_tokens/.test(path)) return inOnePiece({ input_tokens: 7, totalTokens: 7 });
  if (path.endsWith("/embeddings")) return inOnePiece({ object: "list", data: [{ index: 0, embedding: [0.5] }] });
  if (path.endsWith("/chat/completions")) return streamed ? chatStream(said) : inOnePiece(chatWhole(said));
  if (path.endsWith("/completions")) return streamed ? textStream(said) : inOnePiece(textWhole(said));
  if (path.endsWith("/responses")) return streamed ? responseStream(said) : inOnePiece(responseWhole(said));
  if (path.endsWith("/messages")) return streamed ? messageStream(said) : inOnePiece(messageWhole(said));
  return streamed ? geminiStream(said) : inOnePiece(geminiPiece(said.join(""), "STOP"));
}

function inOnePiece(body: Json): GoodAnswer {
  return { contentType: "application/json", pieces: [JSON.stringify(body)], terminator: "" };
}

function stream(events: readonly (readonly [string | undefined, unknown])[], terminator: string): GoodAnswer {
  const pieces = events.map(([name, data]) => {
    const line = typeof data === "string" ? data : JSON.stringify(data);
    return `${name === undefined ? "" : `event: ${name}\n`}data: ${line}\n\n`;
  });
  return { contentType: "text/event-stream", pieces, terminator };
}

const usage = { prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 };

function chatStream(said: readonly string[]): GoodAnswer {
  const chunk = (delta: Json, finish: string | null) =>
    [
      undefined,
      { id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] },
    ] as const;
  const counted = [undefined, { id: "c", object: "chat.completion.chunk", choices: [], usage }] as const;
  return stream(
    [...said.map((content) => chunk({ content }, null)), chunk({}, "stop"), counted, [undefined, "[DONE]"]],
    '"finish_reason":"stop"',
  );
}

function chatWhole(said: readonly string[]): Json {
  const message = { role: "assistant", content: said.join("") };
  return { id: "c", object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }], usage };
}

function textStream(said: readonly string[]): GoodAnswer {
  const chunk = (text: string, finish: string | null) =>
    [undefined, { id: "t", object: "text_completion", choices: [{ index: 0, text, finish_reason: finish }] }] as const;
  return stream(
    [...said.map((text) => chunk(text, null)), chunk("", "stop"), [undefined, "[DONE]"]],
    '"finish_reason":"stop"',
  );
}

function textWhole(said: readonly string[]): Json {
  return {
    id: "t",
    object: "text_completion",
    choices: [{ index: 0, text: said.join(""), finish_reason: "stop" }],
    usage,
  };
}

const responseUsage = { input_tokens: 5, output_tokens: 9, total_tokens: 14 };

function responseWhole(said: readonly string[], status = "completed"): Json {
  const content = [{ type: "output_text", text: said.join(""), annotations: [] }];
  const output = [{ type: "message", id: "m", role: "assistant", status: "completed", content }];
  return { id: "r", object: "response", created_at: 1, model: "m1", status, output, usage: responseUsage };
}

function responseStream(said: readonly string[]): GoodAnswer {
  let sequence = 0;
  const event = (type: string, more: Json) => [type, { type, sequence_number: sequence++, ...more }] as const;
  const at = { output_index: 0, content_index: 0, item_id: "m" };
  const item = { type: "message", id: "m", role: "assistant", status: "in_progress", content: [] };
  return stream(
    [
      event("response.created", { response: { id: "r", object: "response", created_at: 1, status: "in_progress" } }),
      event("response.output_item.added", { output_index: 0, item }),
      ...said.map((delta) => event("response.output_text.delta", { ...at, delta })),
      event("response.completed", { response: responseWhole(said) }),
    ],
    "response.completed",
  );
}

function messageWhole(said: readonly string[]): Json {
  const content = [{ type: "text", text: said.join("") }];
  const counted = { input_tokens: 5, output_tokens: 9 };
  return { id: "a", type: "message", role: "assistant", model: "m1", content, stop_reason: "end_turn", usage: counted };
}

function messageStream(said: readonly string[]): GoodAnswer {
  const event = (type: string, more: Json = {}) => [type, { type, ...more }] as const;
  const message = { ...messageWhole([]), content: [], stop_reason: null };
  return stream(
    [
      event("message_start", { message }),
      event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      ...said.map((text) => event("content_block_delta", { index: 0, delta: { type: "text_delta", text } })),
      event("content_block_stop", { index: 0 }),
      event("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } }),
      event("message_stop"),
    ],
    "message_stop",
  );
}

function geminiPiece(text: string, finishReason?: string): Json {
  const candidate = { index: 0, content: { role: "model", parts: [{ text }] }, ...(finishReason && { finishReason }) };
  return { candidates: [candidate], usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 9 }, responseId: "g" };
}

function geminiStream(said: readonly string[]): GoodAnswer {
  return stream(
    [...said.map((text) => [undefined, geminiPiece(text)] as const), [undefined, geminiPiece("", "STOP")]],
    "finishReason",
  );
}
