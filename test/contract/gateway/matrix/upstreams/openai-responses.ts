import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { onlyFields, parsed, record, records, text } from "../reading.ts";
import type { Answer, Counted, Got, ReplyPart } from "../words.ts";
import { openAiError } from "./openai-errors.ts";
import { event, pieces, type Asked, type WireFormat } from "./wire-format.ts";

const FIELDS =
  "model input instructions stream store include tools tool_choice parallel_tool_calls text temperature top_p " +
  "max_output_tokens reasoning top_logprobs prompt_cache_key user";

/** OpenAI's Responses. */
export const openAiResponses: WireFormat = {
  format: "openai-responses",
  path: /\/responses$/,
  read,
  whole: (answer, model) => responseOf(answer, model, itemsOf(answer)),
  events,
  error: openAiError,
};

function read({ headers, body }: Asked): Got {
  onlyFields(body, FIELDS, "the body");
  assert.match(text(headers["authorization"], "authorization"), /^Bearer key-of-/);
  const lines: string[] = body["instructions"] == null ? [] : [`system: ${text(body["instructions"], "instructions")}`];
  const proofs: string[] = [];
  if (typeof body["input"] === "string") lines.push(`user: ${body["input"]}`);
  else readItems(records(body["input"], "input"), lines, proofs);
  const format = record(record(body["text"] ?? {}, "text")["format"] ?? {}, "format");
  const choice = body["tool_choice"];
  return {
    format: "openai-responses",
    model: text(body["model"], "model"),
    streamed: body["stream"] === true,
    raw: JSON.stringify(body),
    lines,
    tools: records(body["tools"], "tools").map(({ type, name, description, parameters }) => {
      assert.equal(type, "function");
      return {
        name: text(name, "name"),
        description: text(description, "description"),
        parameters: record(parameters, "parameters"),
      };
    }),
    choice:
      typeof choice === "object" ? { name: text(record(choice, "choice")["name"], "name") } : (choice as Got["choice"]),
    single: body["parallel_tool_calls"] === false,
    schema: format["schema"],
    stop: [],
    temperature: body["temperature"],
    topP: body["top_p"],
    seed: undefined,
    maxTokens: body["max_output_tokens"],
    copies: undefined,
    logprobs: JSON.stringify(body["include"] ?? []).includes("logprobs"),
    proofs,
    marked: [],
  };
}

function readItems(items: readonly Json[], lines: string[], proofs: string[]): void {
  const open = new Map<string, string>();
  for (const item of items) {
    if (item["type"] === "reasoning") proofs.push(text(item["encrypted_content"], "encrypted_content"));
    else if (item["type"] === "function_call") {
      const name = text(item["name"], "name");
      lines.push(`call ${name} ${JSON.stringify(parsed(item["arguments"], "arguments"))}`);
      open.set(text(item["call_id"], "call_id"), name);
    } else if (item["type"] === "function_call_output") {
      const id = text(item["call_id"], "call_id");
      lines.push(...contentLines(item["output"], `result ${open.get(id)}`));
      assert.ok(open.delete(id), `a result for ${id}, which waits for none`);
    } else {
      assert.ok(item["type"] === undefined || item["type"] === "message", `an item of type ${String(item["type"])}`);
      const role = text(item["role"], "role");
      lines.push(...contentLines(item["content"], role === "developer" ? "system" : role));
    }
  }
  assert.deepEqual([...open.keys()], [], "calls without results");
}

function contentLines(content: unknown, who: string): readonly string[] {
  if (typeof content === "string") return [`${who}: ${content}`];
  return records(content, "content").map((part) => {
    switch (part["type"]) {
      case "input_text":
      case "output_text":
        return `${who}: ${text(part["text"], "text")}`;
      case "input_image":
        return `${who}: image ${address(part["image_url"])}`;
      case "input_file":
        return `${who}: file ${address(part["file_data"])}`;
      default:
        return assert.fail(`a part of type ${String(part["type"])}`);
    }
  });
}

function address(url: unknown): string {
  return text(url, "url").replace(/^data:([^;]*);base64,/, "$1 ");
}

function itemsOf({ content, finish, logprobs }: Answer): readonly Json[] {
  const status = finish === "length" || finish === "filtered" ? "incomplete" : "completed";
  return content.map((part, index) => itemOf(part, index, status, logprobs === true));
}

function itemOf(part: ReplyPart, index: number, status: string, logprobs: boolean): Json {
  if ("reasoning" in part) {
    const summary = [{ type: "summary_text", text: part.reasoning }];
    return { id: `rs_${index}`, type: "reasoning", summary, encrypted_content: part.proof };
  }
  if ("call" in part) {
    const { id, name, args } = part.call;
    return { id: `fc_${index}`, type: "function_call", status, arguments: JSON.stringify(args), call_id: id, name };
  }
  const said = {
    type: "output_text",
    annotations: [],
    logprobs: logprobs ? [{ token: "Hi", logprob: -0.1, bytes: [], top_logprobs: [] }] : [],
    text: part.text,
  };
  return { id: `msg_${index}`, type: "message", status, content: [said], role: "assistant" };
}

function responseOf({ finish, usage }: Answer, model: string, output: readonly Json[]): Json {
  const reasons: Readonly<Record<string, string>> = { length: "max_output_tokens", filtered: "content_filter" };
  const reason = reasons[finish];
  return {
    ...started(model),
    status: reason === undefined ? "completed" : "incomplete",
    incomplete_details: reason === undefined ? null : { reason },
    output,
    usage: usage ? usageOf(usage) : null,
  };
}

function started(model: string): Json {
  return {
    id: "resp_up1",
    object: "response",
    created_at: 1_763_900_000,
    status: "in_progress",
    error: null,
    incomplete_details: null,
    instructions: null,
    model,
    output: [],
    parallel_tool_calls: true,
    text: { format: { type: "text" } },
    tool_choice: "auto",
    tools: [],
    metadata: {},
    usage: null,
  };
}

function events(answer: Answer, model: string): readonly string[] {
  let sequence = 0;
  const emit = (type: string, fields: Json): string => event({ type, sequence_number: sequence++, ...fields }, type);
  const response = started(model);
  const items = itemsOf(answer);
  const said = [
    emit("response.created", { response }),
    emit("response.in_progress", { response }),
    ...answer.content.flatMap((part, index) => itemEvents(part, index, items[index] ?? {}, emit)),
  ];
  if (answer.breaks === "cut") return said.slice(0, -2);
  if (answer.breaks === "error") {
    const error = { code: "server_error", message: "The server had an error" };
    return [...said.slice(0, -2), emit("response.failed", { response: { ...response, status: "failed", error } })];
  }
  const whole = responseOf(answer, model, items);
  return [...said, emit(`response.${String(whole["status"])}`, { response: whole })];
}

function itemEvents(part: ReplyPart, index: number, item: Json, emit: (type: string, fields: Json) => string) {
  const at = { output_index: index, item_id: item["id"] };
  const begin = (empty: Json): string =>
    emit("response.output_item.added", { output_index: index, item: { ...item, status: "in_progress", ...empty } });
  const done = emit.bind(undefined, "response.output_item.done", { output_index: index, item });
  if ("call" in part) {
    const args = JSON.stringify(part.call.args);
    return [
      begin({ arguments: "" }),
      ...pieces(args).map((delta) => emit("response.function_call_arguments.delta", { ...at, delta })),
      emit("response.function_call_arguments.done", { ...at, arguments: args, name: part.call.name }),
      done(),
    ];
  }
  if ("reasoning" in part) {
    const summary = { ...at, summary_index: 0 };
    return [
      begin({ summary: [], encrypted_content: "" }),
      emit("response.reasoning_summary_part.added", { ...summary, part: { type: "summary_text", text: "" } }),
      ...pieces(part.reasoning).map((delta) => emit("response.reasoning_summary_text.delta", { ...summary, delta })),
      emit("response.reasoning_summary_text.done", { ...summary, text: part.reasoning }),
      emit("response.reasoning_summary_part.done", {
        ...summary,
        part: { type: "summary_text", text: part.reasoning },
      }),
      done(),
    ];
  }
  const inside = { ...at, content_index: 0 };
  const [whole] = records(item["content"], "content");
  const logprobs = whole?.["logprobs"] ?? [];
  return [
    begin({ content: [] }),
    emit("response.content_part.added", { ...inside, part: { ...whole, text: "", logprobs: [] } }),
    ...pieces(part.text).map((delta) => emit("response.output_text.delta", { ...inside, delta, logprobs })),
    emit("response.output_text.done", { ...inside, text: part.text, logprobs }),
    emit("response.content_part.done", { ...inside, part: whole }),
    done(),
  ];
}

function usageOf({ input, cached, output, reasoning }: Counted): Json {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
