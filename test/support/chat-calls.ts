import type { ChatCall } from "../../src/providers/dialect.ts";
import type { ChatRequest, ContentPart, Message, ToolDefinition } from "../../src/spec/request.ts";

export const text = (words: string): ContentPart => ({ type: "text", text: words });
export const user = (...content: readonly ContentPart[]): Message => ({ role: "user", content });
export const assistant = (...content: readonly ContentPart[]): Message => ({ role: "assistant", content });

export const READ_FILE: ToolDefinition = {
  name: "read_file",
  description: "Reads a file.",
  parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
};

/** A conversation with something of everything: a picture, own and foreign reasoning, a tool call and its result. */
export const EVERYTHING: readonly Message[] = [
  user(text("What is this?"), {
    type: "image",
    mediaType: "image/png",
    source: { kind: "base64", data: "iVBORw0=" },
  }),
  assistant(
    { type: "reasoning", text: "Own.", signature: { provider: "test", value: "reasoning_content" } },
    { type: "reasoning", text: "Foreign.", signature: { provider: "other", value: "xyz" } },
    { type: "reasoning", text: "Unsigned." },
    text("Let me look."),
    { type: "tool-call", id: "call:1", name: "read_file", arguments: '{"path":"a.ts"}' },
  ),
  user({ type: "tool-result", callId: "call:1", name: "read_file", content: "ENOENT", isError: true }, text("And?")),
];

/** A call of `model` with a short question, and whatever else the request is to have. */
export function chatCall(
  model: string,
  request: Partial<ChatRequest> = {},
  reasoning: ChatCall["reasoning"] = "usual",
): ChatCall {
  return { model, reasoning, request: { kind: "chat", messages: [user(text("Hello?"))], ...request } };
}
