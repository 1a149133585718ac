import type { Message, ToolCallPart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { AnswerMemory, Signature } from "../format.ts";
import { optionalText, pathOf, records, text } from "../reading.ts";
import { readContent, textsOf } from "./content.ts";
import type { JoinedInput } from "./joined-input.ts";
import type { Limits } from "./limits.ts";
import { unseal } from "./sealed-reasoning.ts";
import { readToolCall } from "./tool-calls.ts";
import { readToolOutput } from "./tool-outputs.ts";
import { createTurns } from "./turns.ts";

/** A conversation as it was read. */
export interface Conversation {
  readonly system?: string;
  readonly messages: readonly Message[];
}

/**
 * What was done at OpenAI in earlier turns, or is read elsewhere. The answers after it tell what came of it, so other
 * models can do without.
 */
const DONE_WITH: ReadonlySet<string> = new Set([
  "additional_tools",
  "code_interpreter_call",
  "configuration_update",
  "file_search_call",
  "image_generation_call",
  "mcp_call",
  "mcp_list_tools",
  "program",
  "program_output",
  "web_search_call",
]);

/** @throws BadRequest */
export function readConversation(
  body: Json,
  { items, remembered }: JoinedInput,
  memory: AnswerMemory,
  limits: Limits,
): Conversation {
  const instructions = optionalText(body, "instructions");
  const system = instructions ? [instructions] : [];
  const turns = createTurns();
  const signatures = callSignatures(items);
  const names = new Map<string, string>();

  function addCall(call: ToolCallPart): void {
    names.set(call.id, call.name);
    const known = memory.signaturesOf(call.id);
    if (known && !turns.hasReasoning()) {
      turns.add(
        "assistant",
        known.reasoning.map((part) => ({ type: "reasoning", ...part })),
      );
    }
    const signature = signatures.get(call.id) ?? known?.call;
    turns.add("assistant", [signature ? { ...call, signature } : call]);
  }

  function addMessage(item: Json, at: string): void {
    const role = text(item, "role", at);
    const content = readContent(item, "content", at, limits);
    if (role === "user") turns.add("user", content);
    else if (role === "assistant")
      turns.add(
        "assistant",
        content.filter((part) => part.type === "text"),
      );
    else if (role !== "system" && role !== "developer") {
      throw new BadRequest(`${at}.role must be user, assistant, system or developer.`, pathOf(at, "role"));
    } else if (turns.messages.length === 0) system.push(...textsOf(content));
    // Later it stays where it is, since the order says what it is about; no other format has such a message.
    else turns.add("user", [{ type: "text", text: `<system>\n${textsOf(content).join("\n\n")}\n</system>` }]);
  }

  for (const [index, item] of items.entries()) {
    const at = `input[${index - remembered}]`;
    const type = item["type"] == null && item["role"] != null ? "message" : text(item, "type", at);
    const call = readToolCall(item, type, at);
    const output = call ? undefined : readToolOutput(item, type, at, limits);
    if (call) addCall(call);
    else if (output) turns.add("user", [{ ...output, name: names.get(output.callId) ?? "" }]);
    else if (type === "message") addMessage(item, at);
    else if (type === "reasoning") turns.add("assistant", readReasoning(item, at));
    else if (!DONE_WITH.has(type) && !isServersOwn(item, type)) limits.untranslatable.add(`${at} (${type})`);
  }
  return { messages: turns.messages, ...(system.length > 0 && { system: system.join("\n\n") }) };
}

/** A search for tools that OpenAI did itself: it bears no id of a call. */
function isServersOwn(item: Json, type: string): boolean {
  return /^tool_search_(?:call|output)$/.test(type) && item["call_id"] == null;
}

/** Signatures of tool calls have items of their own, before or after the call. */
function callSignatures(items: readonly Json[]): ReadonlyMap<string, Signature> {
  const found = new Map<string, Signature>();
  for (const item of items) {
    const sealed = item["type"] === "reasoning" ? unseal(item["encrypted_content"]) : undefined;
    if (sealed?.callId !== undefined) found.set(sealed.callId, sealed.signature);
  }
  return found;
}

/** Reasoning that OpenAI sealed is of use there alone, and goes along in the caller's own words. */
function readReasoning(item: Json, at: string): Message["content"] {
  const sealed = unseal(item["encrypted_content"]);
  const content = records(item, "content", at);
  const pieces = content.length > 0 ? content : records(item, "summary", at);
  const words = pieces.map((piece) => optionalText(piece, "text", at) ?? "").join("\n\n");
  const signature = sealed?.callId === undefined ? sealed?.signature : undefined;
  if (words === "" && !signature) return [];
  return [{ type: "reasoning", text: words, ...(signature && { signature }) }];
}
