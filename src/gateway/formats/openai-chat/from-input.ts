import { asRecord, type Json } from "../../json.ts";
import { records } from "../reading.ts";

/** Fields of Responses that Chat Completions has by another name, or not at all. */
const RESPONSES_OWN: ReadonlySet<string> = new Set([
  "input",
  "instructions",
  "include",
  "truncation",
  "text",
  "max_output_tokens",
  "reasoning",
]);

/**
 * A request of Responses as one of Chat Completions. Cursor sends such to the address of the latter, and reads the answer
 * as a chat completion. Any other request as it is. @throws BadRequest
 */
export function fromInput(body: Json): Json {
  if (body["messages"] != null || body["input"] == null) return body;
  const { instructions, max_output_tokens: most, text, reasoning } = body;
  const effort = asRecord(reasoning)?.["effort"];
  const format = responseFormat(asRecord(asRecord(text)?.["format"]));
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !RESPONSES_OWN.has(name)));
  return {
    ...rest,
    messages: [...(instructions ? [{ role: "system", content: instructions }] : []), ...messagesOf(body)],
    ...(most != null && { max_completion_tokens: most }),
    ...(effort != null && { reasoning_effort: effort }),
    ...(format && { response_format: format }),
  };
}

function responseFormat(format: Json | undefined): Json | undefined {
  if (format?.["type"] !== "json_schema") return format;
  const { type, ...schema } = format;
  return { type, json_schema: schema };
}

function messagesOf(body: Json): readonly Json[] {
  if (typeof body["input"] === "string") return [{ role: "user", content: body["input"] }];
  const messages: Json[] = [];
  for (const item of records(body, "input")) {
    const call = callOf(item);
    const last = messages.at(-1);
    // The calls of one answer are items one after the other.
    if (call && last?.["role"] === "assistant") messages[messages.length - 1] = withCall(last, call);
    else if (call) messages.push(withCall({ role: "assistant", content: null }, call));
    else messages.push(...messageOf(item));
  }
  return messages;
}

function withCall(message: Json, call: Json): Json {
  const calls: readonly unknown[] = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  return { ...message, tool_calls: [...calls, call] };
}

function callOf({ type, call_id: id, name, arguments: args, input }: Json): Json | undefined {
  if (type === "function_call") return { id, type: "function", function: { name, arguments: args } };
  return type === "custom_tool_call" ? { id, type: "custom", custom: { name, input } } : undefined;
}

/** What is neither said nor a tool's answer, such as sealed reasoning, has no place here. */
function messageOf({ type, call_id: id, output, id: _id, status: _status, ...message }: Json): readonly Json[] {
  if (type === "function_call_output" || type === "custom_tool_call_output") {
    return [{ role: "tool", tool_call_id: id, content: contentOf(output) }];
  }
  return typeof message["role"] === "string" ? [{ ...message, content: contentOf(message["content"]) }] : [];
}

function contentOf(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const parts: readonly unknown[] = content;
  return parts.map(partOf);
}

function partOf(part: unknown): unknown {
  const { type, text, image_url: url, detail, ...file } = asRecord(part) ?? {};
  switch (type) {
    case "input_text":
    case "output_text":
      return { type: "text", text };
    case "input_image":
      return { type: "image_url", image_url: { url, ...(detail != null && { detail }) } };
    case "input_file":
      return { type: "file", file };
    default:
      return part;
  }
}
