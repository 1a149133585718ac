import type { ChatRequest, Message, TextContent, ToolResultPart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { AnswerMemory } from "../format.ts";
import { optionalText, pathOf, records, text } from "../reading.ts";
import type { LeftOut } from "./left-out.ts";
import { readAssistant } from "./read-assistant.ts";
import { readContent, requiredContent } from "./read-parts.ts";

/** A conversation as the other wire formats have it: the instructions apart, and the turns. */
type Conversation = Pick<ChatRequest, "system" | "systemCache" | "messages">;

/** Reads `messages`. Instructions that come later than the first turn stay in their place, marked. @throws BadRequest */
export function readMessages(body: Json, memory: AnswerMemory, leftOut: LeftOut): Conversation {
  const wire = records(body, "messages");
  if (wire.length === 0) throw new BadRequest("messages must hold at least one message.", "messages");
  const firstTurn = wire.findIndex((message) => !isInstruction(message));
  // Where there are instructions alone, they are what is asked.
  const leading = wire.slice(0, Math.max(firstTurn, 0));
  const instructions = leading.map((message, index) => readInstruction(message, `messages[${index}]`, leftOut));
  const cache = instructions.findLast((one) => one.cache)?.cache;
  const read = turnReader(memory, leftOut);
  const messages = wire
    .map((message, index) => ({ message, index }))
    .slice(leading.length)
    .map(({ message, index }) => read(message, index));
  return {
    ...(leading.length > 0 && { system: instructions.map((one) => one.text).join("\n\n") }),
    ...(cache && { systemCache: cache }),
    messages,
  };
}

function isInstruction({ role }: Json): boolean {
  return role === "system" || role === "developer";
}

/** Instructions as one text, with the last of their marks. */
function readInstruction(message: Json, at: string, leftOut: LeftOut): TextContent {
  const parts = requiredContent(message, at, leftOut);
  const texts = parts.filter((part) => part.type === "text");
  const cache = texts.findLast((part) => part.cache)?.cache;
  const joined = texts.map((part) => part.text).join("\n\n");
  if (texts.length === parts.length) return { type: "text", text: joined, ...(cache && { cache }) };
  throw new BadRequest(`${at}.content may hold text only.`, `${at}.content`);
}

/** Reads one turn after the other; what a tool answers is told apart by the calls before it. */
function turnReader(memory: AnswerMemory, leftOut: LeftOut): (message: Json, index: number) => Message {
  const names = new Map<string, string>();
  /** In the older form a call has no id: the last one of its name is meant. */
  const olderCalls = new Map<string, string>();

  function readAnswer(message: Json, index: number): Message {
    const at = `messages[${index}]`;
    const olderCallId = `call_${index}`;
    const content = readAssistant(message, { at, olderCallId, memory, leftOut });
    for (const part of content) {
      if (part.type !== "tool-call") continue;
      names.set(part.id, part.name);
      if (part.id === olderCallId) olderCalls.set(part.name, part.id);
    }
    return { role: "assistant", content };
  }

  return (message, index) => {
    const at = `messages[${index}]`;
    const role = text(message, "role", at);
    if (message["name"] != null && role !== "tool" && role !== "function") leftOut.droppable.add("messages.name");
    switch (role) {
      case "system":
      case "developer":
        return userMessage(inUsersTurn(readInstruction(message, at, leftOut)));
      case "user":
        return { role, content: requiredContent(message, at, leftOut) };
      case "assistant":
        return readAnswer(message, index);
      case "tool": {
        const callId = text(message, "tool_call_id", at);
        const name = names.get(callId) ?? optionalText(message, "name", at) ?? "";
        return userMessage(readResult(message, { at, callId, name }, leftOut));
      }
      case "function": {
        const name = text(message, "name", at);
        return userMessage(readResult(message, { at, callId: olderCalls.get(name) ?? "", name }, leftOut));
      }
      default: {
        const path = pathOf(at, "role");
        throw new BadRequest(`${path} must be system, developer, user, assistant, tool or function.`, path);
      }
    }
  };
}

/** The tag says whose words they are. */
function inUsersTurn(instruction: TextContent): TextContent {
  return { ...instruction, text: `<system>\n${instruction.text}\n</system>` };
}

function userMessage(part: TextContent | ToolResultPart): Message {
  return { role: "user", content: [part] };
}

interface ResultFacts {
  readonly at: string;
  readonly callId: string;
  readonly name: string;
}

function readResult(message: Json, { at, callId, name }: ResultFacts, leftOut: LeftOut): ToolResultPart {
  const parts = readContent(message, at, leftOut);
  const media = parts.filter((part) => part.type !== "text");
  const cache = parts.findLast((part) => part.cache !== undefined)?.cache;
  return {
    type: "tool-result",
    callId,
    name,
    content: parts.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n\n"),
    ...(media.length > 0 && { media }),
    ...(cache !== undefined && { cache }),
  };
}
