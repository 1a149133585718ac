import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { onlyFields, record, records, text } from "../reading.ts";
import type { Answer, Counted, Finish, Got, ReplyPart, Trouble } from "../words.ts";
import { createMessagesReader } from "./anthropic-turns.ts";
import { event, isPassing, pieces, type Asked, type WireError, type WireFormat } from "./wire-format.ts";

const FIELDS =
  "model messages max_tokens system stream stop_sequences temperature top_p top_k tools tool_choice thinking output_config metadata";

const FINISHES: Readonly<Record<Finish, string>> = {
  stop: "end_turn",
  length: "max_tokens",
  calls: "tool_use",
  filtered: "refusal",
};

/** Anthropic's Messages. */
export const anthropicMessages: WireFormat = {
  format: "anthropic-messages",
  path: /\/messages$/,
  read,
  whole: (answer, model) => ({
    ...head(model),
    content: answer.content.map(blockOf),
    stop_reason: FINISHES[answer.finish],
    usage: usageOf(answer.usage),
  }),
  events,
  error,
};

function read({ headers, body }: Asked): Got {
  onlyFields(body, FIELDS, "the body");
  assert.match(text(headers["x-api-key"], "x-api-key"), /^key-of-/);
  assert.match(text(headers["anthropic-version"], "anthropic-version"), /^20\d\d-\d\d-\d\d$/);
  assert.equal(typeof body["max_tokens"], "number", "max_tokens is wanted in each request");
  const reader = createMessagesReader();
  reader.system(body["system"]);
  reader.messages(records(body["messages"], "messages"));
  const choice = body["tool_choice"] === undefined ? undefined : record(body["tool_choice"], "tool_choice");
  const config = record(body["output_config"] ?? {}, "output_config");
  const thinking = body["thinking"] === undefined ? undefined : record(body["thinking"], "thinking");
  if (thinking?.["type"] === "enabled")
    assert.ok(Number(thinking["budget_tokens"]) < Number(body["max_tokens"]), "the budget must be below max_tokens");
  return {
    format: "anthropic-messages",
    model: text(body["model"], "model"),
    streamed: body["stream"] === true,
    raw: JSON.stringify(body),
    lines: reader.lines,
    tools: records(body["tools"], "tools").map(({ name, description, input_schema: schema }) => ({
      name: text(name, "name"),
      description: text(description, "description"),
      parameters: record(schema, "input_schema"),
    })),
    choice: choiceOf(choice),
    single: choice?.["disable_parallel_tool_use"] === true,
    schema: config["format"] === undefined ? undefined : record(config["format"], "format")["schema"],
    stop: (body["stop_sequences"] ?? []) as readonly string[],
    temperature: body["temperature"],
    topP: body["top_p"],
    seed: undefined,
    maxTokens: body["max_tokens"],
    copies: undefined,
    logprobs: false,
    proofs: reader.proofs,
    marked: reader.marked,
  };
}

function choiceOf(choice: Json | undefined): Got["choice"] {
  switch (choice?.["type"]) {
    case undefined:
      return undefined;
    case "any":
      return "required";
    case "tool":
      return { name: text(choice?.["name"], "name") };
    default:
      return choice?.["type"] as "auto" | "none";
  }
}

function head(model: string): Json {
  return {
    id: "msg_up1",
    type: "message",
    role: "assistant",
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  };
}

function blockOf(part: ReplyPart): Json {
  if ("text" in part) return { type: "text", text: part.text, citations: null };
  if ("reasoning" in part) return { type: "thinking", thinking: part.reasoning, signature: part.proof };
  const { id, name, args } = part.call;
  return { type: "tool_use", id, name, input: args };
}

function events({ content, finish, usage, breaks }: Answer, model: string): readonly string[] {
  const emit = (type: string, fields: Json): string => event({ type, ...fields }, type);
  const { output_tokens: _output, ...before } = usageOf(usage);
  const said = [
    emit("message_start", { message: { ...head(model), usage: { ...before, output_tokens: 1 } } }),
    emit("ping", {}),
    ...content.flatMap((part, index) => blockEvents(part, index, emit)),
  ];
  if (breaks === "cut") return said.slice(0, -1);
  if (breaks === "error")
    return [...said.slice(0, -1), emit("error", { error: { type: "api_error", message: "The server had an error" } })];
  return [
    ...said,
    emit("message_delta", { delta: { stop_reason: FINISHES[finish], stop_sequence: null }, usage: deltaUsage(usage) }),
    emit("message_stop", {}),
  ];
}

function blockEvents(part: ReplyPart, index: number, emit: (type: string, fields: Json) => string): readonly string[] {
  const delta = (fields: Json): string => emit("content_block_delta", { index, delta: fields });
  const begin = (fields: Json): string =>
    emit("content_block_start", { index, content_block: { ...blockOf(part), ...fields } });
  const stop = emit("content_block_stop", { index });
  if ("text" in part)
    return [begin({ text: "" }), ...pieces(part.text).map((piece) => delta({ type: "text_delta", text: piece })), stop];
  if ("reasoning" in part)
    return [
      begin({ thinking: "", signature: "" }),
      ...pieces(part.reasoning).map((piece) => delta({ type: "thinking_delta", thinking: piece })),
      delta({ type: "signature_delta", signature: part.proof }),
      stop,
    ];
  const args = JSON.stringify(part.call.args);
  return [
    begin({ input: {} }),
    ...["", ...pieces(args)].map((piece) => delta({ type: "input_json_delta", partial_json: piece })),
    stop,
  ];
}

/** Tokens from the cache are counted beside the input here. */
function usageOf(counted: Counted | undefined): Json {
  const { input = 1, cached = 0 } = counted ?? {};
  return {
    input_tokens: input - cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    ...deltaUsage(counted),
  };
}

function deltaUsage(counted: Counted | undefined): Json {
  const { output = 1, reasoning = 0 } = counted ?? {};
  return { output_tokens: output, output_tokens_details: { thinking_tokens: reasoning } };
}

const ERRORS: Readonly<Record<Trouble, readonly [status: number, type: string, message: string]>> = {
  "context-too-long": [400, "invalid_request_error", "prompt is too long: 1000450 tokens > 1000000 maximum"],
  "rate-limited": [429, "rate_limit_error", "This request would exceed your organization's rate limit."],
  overloaded: [529, "overloaded_error", "Overloaded"],
  "credential-invalid": [401, "authentication_error", "invalid x-api-key"],
  "content-filtered": [400, "invalid_request_error", "Output blocked by content filtering policy"],
  "model-gone": [404, "not_found_error", "model: claude-9"],
  "caller-fault": [400, "invalid_request_error", "messages: roles are wrong"],
};

function error(trouble: Trouble): WireError {
  const [status, type, message] = ERRORS[trouble];
  const body = { type: "error", error: { type, message }, request_id: "req_01" };
  return { status, body, ...(isPassing(trouble) && { headers: { "retry-after": "40" } }) };
}
