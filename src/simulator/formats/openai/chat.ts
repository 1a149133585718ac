import type { ModelInfo } from "../../../spec/provider.ts";
import { isObject, listOf, numberOf, objectOf, textOf, textsOf, type JsonObject } from "../../json.ts";
import type { ChatPrompt, Tool, Turn } from "../../prompt.ts";
import { contentType, type Endpoint, type IncomingCall, type Reply } from "../format.ts";
import { chatEncoder } from "./chat-encoder.ts";
import { invalidRequest, openAiError } from "./errors.ts";

/** `POST /v1/chat/completions`, by platform.openai.com/docs/api-reference/chat/create. */
export function chatEndpoint(models: readonly ModelInfo[]): Endpoint {
  return {
    method: "POST",
    path: /^\/v1\/chat\/completions$/,
    purpose: "answer",
    reply: (call) => reply(call, models),
  };
}

const ROLES = ["system", "developer", "user", "assistant", "tool", "function"];

function reply({ body }: IncomingCall, models: readonly ModelInfo[]): Reply {
  const model = textOf(body.model);
  if (model === "") return invalidRequest("you must provide a model parameter", "model");
  if (!models.some((known) => known.id === model)) return openAiError({ kind: "model-not-found", model });
  if (!Array.isArray(body.messages)) return invalidRequest("Missing required parameter: 'messages'.", "messages");
  const messages = body.messages.map(objectOf);
  if (messages.length === 0) {
    return invalidRequest("Invalid 'messages': empty array. Expected an array with minimum length 1.", "messages");
  }
  const wrong = messages.findIndex((message) => !ROLES.includes(textOf(message.role)));
  if (wrong >= 0) {
    const role = textOf(messages[wrong]?.role);
    return invalidRequest(
      `Invalid value: '${role}'. Supported values are: ${ROLES.join(", ")}.`,
      `messages[${wrong}].role`,
    );
  }
  const orphan = messages.findIndex((message, index) => message.role === "tool" && !followsCall(messages, index));
  if (orphan >= 0) return invalidRequest(ORPHAN, `messages[${orphan}].role`);

  const includeUsage = objectOf(body.stream_options).include_usage === true;
  return {
    kind: "answer",
    prompt: readPrompt(body, model, messages),
    stream: body.stream === true,
    contentType: contentType(body.stream === true),
    encoder: (context) => chatEncoder(context, includeUsage),
  };
}

const ORPHAN =
  "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.";

/** Whether only tool answers stand between this one and an assistant's message that called tools. */
function followsCall(messages: readonly JsonObject[], index: number): boolean {
  const before = messages.slice(0, index).findLast((message) => message.role !== "tool");
  return before?.role === "assistant" && listOf(before.tool_calls).length > 0;
}

function readPrompt(body: JsonObject, model: string, messages: readonly JsonObject[]): ChatPrompt {
  const spoken = messages.filter((message) => message.role !== "system" && message.role !== "developer");
  const system = messages.filter((message) => !spoken.includes(message)).map((message) => contentText(message.content));
  const turns = spoken.map(readTurn);
  const temperature = numberOf(body.temperature);
  const maxTokens = numberOf(body.max_completion_tokens) ?? numberOf(body.max_tokens);
  const forcedTool = readToolChoice(body.tool_choice);
  return {
    kind: "chat",
    model,
    system: system.join("\n\n"),
    turns,
    tools: listOf(body.tools).map(readTool),
    stop: textsOf(body.stop),
    cache: { kind: "automatic" },
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(forcedTool === undefined ? {} : { forcedTool }),
  };
}

function readTurn(message: JsonObject): Turn {
  const role = message.role === "assistant" ? "assistant" : message.role === "user" ? "user" : "tool";
  const calls = listOf(message.tool_calls).map((call) => {
    const { name, arguments: given } = objectOf(objectOf(call).function);
    return `${textOf(name)}(${textOf(given)})`;
  });
  return { role, text: [contentText(message.content), ...calls].filter((text) => text !== "").join("\n") };
}

/** A message's content: a text, or parts of which the texts are joined. */
function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  return listOf(content)
    .map((part) => (isObject(part) && part.type === "text" ? textOf(part.text) : "[picture]"))
    .join("\n");
}

function readTool(tool: unknown): Tool {
  const described = objectOf(objectOf(tool).function);
  return { name: textOf(described.name), parameters: objectOf(described.parameters) };
}

function readToolChoice(choice: unknown): { name?: string } | undefined {
  if (choice === "required") return {};
  const name = objectOf(objectOf(choice).function).name;
  return typeof name === "string" ? { name } : undefined;
}
