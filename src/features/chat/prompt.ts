import { textTokens } from "../../spec/prompt-tokens.ts";
import type { ChatRequest, ContentPart, Message } from "../../spec/request.ts";
import type { Attachment, Question, Reply } from "./session.ts";

const system = [
  "You are a programming assistant inside VS Code, answering in a narrow side panel.",
  "Answer in Markdown. Put code in fenced blocks that name their language, and give whole statements that can be pasted.",
  "Be brief and concrete; say plainly when you are not sure or when you would need to see more code.",
].join(" ");

/** A conversation as the model gets it, with its size in estimated tokens. */
export interface Prompt {
  readonly request: ChatRequest;
  readonly tokens: number;
  /** Earlier messages that no longer fit and were left out. */
  readonly dropped: number;
}

/** Builds the request from a session's messages; the oldest are left out when they do not fit `budget` tokens. */
export function buildPrompt(messages: readonly (Question | Reply)[], budget: number): Prompt {
  const turns = messages.filter((message) => message.role === "user" || message.text !== "").map(toMessage);
  const sizes = turns.map(sizeOf);
  let first = 0;
  let tokens = sizes.reduce((sum, size) => sum + size, textTokens(system.length));
  // The last question always goes; a conversation must begin with the user's turn.
  while (first < turns.length - 1 && (tokens > budget || turns[first]?.role !== "user")) {
    tokens -= sizes[first] ?? 0;
    first += 1;
  }
  return { request: { kind: "chat", system, messages: turns.slice(first) }, tokens, dropped: first };
}

function toMessage(message: Question | Reply): Message {
  if (message.role === "assistant") return { role: "assistant", content: [{ type: "text", text: message.text }] };
  const parts = [...message.attachments.map(quote), message.text];
  return { role: "user", content: [{ type: "text", text: parts.join("\n\n") }] };
}

function quote({ chip, text }: Attachment): string {
  const where = chip.lines ? `${chip.path}, lines ${chip.lines[0]} to ${chip.lines[1]}` : chip.path;
  // A fence longer than any inside the text cannot be closed by it.
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `From ${where}:\n${fence}${chip.language}\n${text}\n${fence}`;
}

function sizeOf(message: Message): number {
  return message.content.reduce(
    (sum: number, part: ContentPart) => sum + (part.type === "text" ? textTokens(part.text.length) : 0),
    4,
  );
}
