import type { ModelInfo } from "../../../spec/provider.ts";
import { listOf, numberOf, objectOf, textOf, type JsonObject } from "../../json.ts";
import { promptTokens } from "../../prompt.ts";
import { contentType, type Endpoint, type IncomingCall, type JsonReply } from "../format.ts";
import { messageEncoder } from "./encoder.ts";
import { anthropicError, invalidRequest } from "./errors.ts";
import { readPrompt } from "./read-prompt.ts";

/** `POST /v1/messages` and `/v1/messages/count_tokens`, by platform.claude.com/docs/en/api/messages. */
export function messagesEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  return [
    {
      method: "POST",
      path: /^\/v1\/messages$/,
      purpose: "answer",
      reply: (call) =>
        refusal(call, models, true) ?? {
          kind: "answer",
          prompt: readPrompt(call.body),
          stream: call.body.stream === true,
          contentType: contentType(call.body.stream === true),
          encoder: messageEncoder,
        },
    },
    {
      method: "POST",
      path: /^\/v1\/messages\/count_tokens$/,
      purpose: "other",
      reply: (call) =>
        refusal(call, models, false) ?? {
          kind: "json",
          status: 200,
          body: { input_tokens: promptTokens(readPrompt(call.body)) },
        },
    },
  ];
}

/** What is wrong with the request, in Anthropic's words, if anything is. */
function refusal(call: IncomingCall, models: readonly ModelInfo[], needsLimit: boolean): JsonReply | undefined {
  const { body, requestId } = call;
  const invalid = (message: string): JsonReply => invalidRequest(message, requestId);
  if (call.headers["anthropic-version"] === undefined) return invalid("anthropic-version: header is required");
  const model = textOf(body.model);
  if (model === "") return invalid("model: Field required");
  const limit = numberOf(body.max_tokens);
  if (needsLimit && limit === undefined) return invalid("max_tokens: Field required");
  if (limit !== undefined && limit < 1) return invalid("max_tokens: Input should be greater than or equal to 1");
  if (!Array.isArray(body.messages)) return invalid("messages: Field required");
  const messages = body.messages.map(objectOf);
  if (messages.length === 0) return invalid("messages: at least one message is required");
  const known = models.find((candidate) => candidate.id === model);
  if (known === undefined) return anthropicError({ kind: "model-not-found", model }, requestId, 0);
  const most = known.maxOutputTokens ?? Infinity;
  if (limit !== undefined && limit > most) {
    return invalid(`max_tokens: ${limit} > ${most}, which is the maximum allowed number of output tokens for ${model}`);
  }
  const wrong = wrongMessage(messages);
  return wrong === undefined ? undefined : invalid(wrong);
}

function wrongMessage(messages: readonly JsonObject[]): string | undefined {
  for (const [index, message] of messages.entries()) {
    if (message.role !== "user" && message.role !== "assistant" && message.role !== "system") {
      return `messages.${index}.role: Input should be 'user', 'assistant' or 'system'`;
    }
    const blocks = typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
    const last = index === messages.length - 1;
    if (listOf(blocks).length === 0 && !(last && message.role === "assistant")) {
      return `messages.${index}: all messages must have non-empty content except for the optional final assistant message`;
    }
    for (const block of listOf(blocks).map(objectOf)) {
      if (block.type === "text" && textOf(block.text).trim() === "") {
        return "messages: text content blocks must contain non-whitespace text";
      }
      if (block.type === "tool_result" && !answersCall(messages[index - 1], textOf(block.tool_use_id))) {
        return (
          `messages.${index}.content: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ` +
          `${textOf(block.tool_use_id)}. Each \`tool_result\` block must have a corresponding \`tool_use\` block ` +
          "in the previous message."
        );
      }
    }
  }
  return messages[0]?.role === "assistant" ? 'messages: first message must use the "user" role' : undefined;
}

function answersCall(previous: JsonObject | undefined, id: string): boolean {
  return listOf(previous?.content)
    .map(objectOf)
    .some((block) => block.type === "tool_use" && block.id === id);
}
