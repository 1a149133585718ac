import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { onlyFields, parsed, record, records, text } from "../reading.ts";
import type { Answer, Counted, Finish, Got, ReplyPart } from "../words.ts";
import { openAiError } from "./openai-errors.ts";
import { event, pieces, type Asked, type WireFormat } from "./wire-format.ts";

const FIELDS =
  "model messages stream stream_options tools tool_choice parallel_tool_calls response_format stop temperature top_p " +
  "seed max_tokens max_completion_tokens reasoning_effort n logprobs top_logprobs prompt_cache_key user";

const FINISHES: Readonly<Record<Finish, string>> = {
  stop: "stop",
  length: "length",
  calls: "tool_calls",
  filtered: "content_filter",
};

/** Chat Completions, as OpenAI and those that follow it have them. */
export const openAiChat: WireFormat = {
  format: "openai-chat",
  path: /\/chat\/completions$/,
  read,
  whole: (answer, model) => ({
    ...head(model, "chat.completion"),
    choices: Array.from({ length: answer.copies ?? 1 }, (_, index) => ({
      index,
      message: messageOf(answer.content),
      logprobs: answer.logprobs ? LOGPROBS : null,
      finish_reason: FINISHES[answer.finish],
    })),
    ...(answer.usage && { usage: usageOf(answer.usage) }),
  }),
  events,
  error: openAiError,
};

const LOGPROBS = { content: [{ token: "Hi", logprob: -0.1, bytes: [72, 105], top_logprobs: [] }], refusal: null };

function read({ headers, body }: Asked): Got {
  onlyFields(body, FIELDS, "the body");
  assert.match(text(headers["authorization"], "authorization"), /^Bearer key-of-/);
  const reader = messageReader();
  for (const each of records(body["messages"], "messages")) reader.readMessage(each);
  const format = body["response_format"] === undefined ? undefined : record(body["response_format"], "response_format");
  if (format) assert.equal(format["type"], "json_schema");
  const choice = body["tool_choice"];
  return {
    format: "openai-chat",
    model: text(body["model"], "model"),
    streamed: body["stream"] === true,
    raw: JSON.stringify(body),
    lines: reader.lines,
    tools: records(body["tools"], "tools").map((tool) => {
      assert.equal(tool["type"], "function");
      const { name, description, parameters } = record(tool["function"], "function");
      return {
        name: text(name, "name"),
        description: text(description, "description"),
        parameters: record(parameters, "parameters"),
      };
    }),
    choice:
      typeof choice === "object"
        ? { name: text(record(record(choice, "tool_choice")["function"], "function")["name"], "name") }
        : (choice as Got["choice"]),
    single: body["parallel_tool_calls"] === false,
    schema: format && record(format["json_schema"], "json_schema")["schema"],
    stop: stopsOf(body["stop"]),
    temperature: body["temperature"],
    topP: body["top_p"],
    seed: body["seed"],
    maxTokens: body["max_tokens"] ?? body["max_completion_tokens"],
    copies: body["n"],
    logprobs: body["logprobs"] === true,
    proofs: reader.proofs,
    marked: reader.marked,
  };
}

function stopsOf(stop: unknown): readonly string[] {
  if (stop === undefined) return [];
  return typeof stop === "string" ? [stop] : (stop as readonly string[]);
}

/** Reads the messages in their order, and holds them to it: a tool's message answers a call that has no answer yet. */
function messageReader() {
  const lines: string[] = [];
  const proofs: string[] = [];
  const marked: string[] = [];
  const open = new Map<string, string>();

  function content(value: unknown, who: string): void {
    if (value == null) return;
    if (typeof value === "string") return void lines.push(`${who}: ${value}`);
    for (const part of records(value, "content")) {
      if (part["cache_control"] !== undefined) marked.push(text(part["text"], "text"));
      lines.push(`${who}: ${partLine(part)}`);
    }
  }

  function readMessage(message: Json): void {
    onlyFields(
      message,
      "role content name tool_calls tool_call_id reasoning_content refusal annotations parsed",
      "a message",
    );
    const role = text(message["role"], "role");
    if (role === "tool") {
      const id = text(message["tool_call_id"], "tool_call_id");
      content(message["content"], `result ${open.get(id)}`);
      assert.ok(open.delete(id), `a result for ${id}, which waits for none`);
      return;
    }
    assert.deepEqual([...open.keys()], [], "calls without results");
    content(message["content"], role === "developer" ? "system" : role);
    if (message["reasoning_content"] !== undefined) proofs.push(text(message["reasoning_content"], "reasoning"));
    for (const call of records(message["tool_calls"], "tool_calls")) {
      assert.equal(call["type"], "function");
      const { name, arguments: args } = record(call["function"], "function");
      lines.push(`call ${text(name, "name")} ${JSON.stringify(parsed(args, "arguments"))}`);
      open.set(text(call["id"], "id"), text(name, "name"));
    }
  }
  return { lines, proofs, marked, readMessage };
}

function partLine(part: Json): string {
  switch (part["type"]) {
    case "text":
      return text(part["text"], "text");
    case "image_url":
      return `image ${addressOf(record(part["image_url"], "image_url")["url"])}`;
    case "file":
      return `file ${addressOf(record(part["file"], "file")["file_data"])}`;
    default:
      return assert.fail(`a part of type ${String(part["type"])}`);
  }
}

function addressOf(url: unknown): string {
  return text(url, "url").replace(/^data:([^;]*);base64,/, "$1 ");
}

function head(model: string, object: string): Json {
  return { id: "chatcmpl-up1", object, created: 1_763_900_000, model, system_fingerprint: "fp_1" };
}

function messageOf(content: readonly ReplyPart[]): Json {
  const calls = content.flatMap((part) => ("call" in part ? [part.call] : []));
  const reasoning = content.map((part) => ("reasoning" in part ? part.reasoning : "")).join("");
  const said = content.map((part) => ("text" in part ? part.text : "")).join("");
  return {
    role: "assistant",
    content: said === "" && calls.length > 0 ? null : said,
    refusal: null,
    annotations: [],
    ...(reasoning !== "" && { reasoning_content: reasoning }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, args }) => ({
        id,
        type: "function",
        function: { name, arguments: JSON.stringify(args) },
      })),
    }),
  };
}

function events({ content, finish, usage, breaks, copies = 1, logprobs }: Answer, model: string): readonly string[] {
  const base = head(model, "chat.completion.chunk");
  const chunk = (delta: Json, index = 0, reason: string | null = null): string =>
    event({
      ...base,
      choices: [{ index, delta, logprobs: logprobs ? LOGPROBS : null, finish_reason: reason }],
      usage: null,
    });
  const indexes = Array.from({ length: copies }, (_, index) => index);
  const deltas = deltasOf(content);
  const said = [
    ...indexes.map((index) => chunk({ role: "assistant", content: "", refusal: null }, index)),
    ...deltas.flatMap((delta) => indexes.map((index) => chunk(delta, index))),
  ];
  if (breaks === "cut") return said;
  if (breaks === "error")
    return [
      ...said,
      event({ error: { message: "The server had an error", type: "internal_error", code: null, param: null } }),
    ];
  return [
    ...said,
    ...indexes.map((index) => chunk({}, index, FINISHES[finish])),
    ...(usage ? [event({ ...base, choices: [], usage: usageOf(usage) })] : []),
    "data: [DONE]\n\n",
  ];
}

function deltasOf(content: readonly ReplyPart[]): readonly Json[] {
  let calls = 0;
  return content.flatMap((part): readonly Json[] => {
    if ("text" in part) return pieces(part.text).map((piece) => ({ content: piece }));
    if ("reasoning" in part) return pieces(part.reasoning).map((piece) => ({ reasoning_content: piece }));
    const index = calls++;
    const { id, name, args } = part.call;
    return [
      { tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] },
      ...pieces(JSON.stringify(args)).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ];
  });
}

function usageOf({ input, cached, output, reasoning }: Counted): Json {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  };
}
