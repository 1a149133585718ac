import type {
  CacheMark,
  ChatRequest,
  ContentPart,
  Message,
  ReasoningPart,
  TextContent,
  ToolCallPart,
  ToolResultPart,
} from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { AnswerMemory } from "../format.ts";
import { optionalFlag, optionalText, pathOf, record, records, text } from "../reading.ts";
import {
  blocksOf,
  cacheOf,
  PLAIN_BLOCKS,
  readPlain,
  readText,
  textsOf,
  type BlockReader,
  type PlainPart,
} from "./blocks.ts";
import { startOf, summaryTurns } from "./compaction.ts";
import { isHostedWork, readHostedWork } from "./hosted-work.ts";
import type { Notes } from "./notes.ts";
import { recallReasoning } from "./recall.ts";
import { redactedSignature, unwrapSignature } from "./signature.ts";

/** What was said so far. */
type Conversation = Pick<ChatRequest, "system" | "systemCache" | "messages">;

/** The names of the tools that were called so far, by the calls' ids. */
type Calls = Map<string, string>;

/**
 * The first line of Claude Code's system prompt, which is for Anthropic's books alone. It differs in each request, so
 * that no other provider's prompt cache would ever hit.
 */
const BILLING_LINE = /^x-anthropic-billing-header:[^\n]*\n?/;

/** Reads `system` and `messages`. @throws BadRequest */
export function readConversation(body: Json, memory: AnswerMemory, notes: Notes): Conversation {
  const turns = records(body, "messages");
  const first = turns.findIndex((turn) => turn["role"] !== "system");
  if (first < 0) throw new BadRequest("messages must hold at least one message of the user.", "messages");
  const kinds = kindsOf(new Map());
  const opening = turns.slice(0, first).flatMap((turn, index) => textsOf(turn, "content", `messages[${index}]`, notes));
  const start = startOf(turns, first);
  return {
    ...readSystem([...systemTexts(body, notes), ...opening]),
    messages: turns
      .slice(start)
      .flatMap((turn, index) => [
        ...summaryTurns(turn),
        readTurn(turn, `messages[${start + index}]`, { kinds, memory, notes }),
      ]),
  };
}

function systemTexts(body: Json, notes: Notes): readonly TextContent[] {
  if (body["system"] == null) return [];
  return textsOf(body, "system", "", notes)
    .map((one) => ({ ...one, text: one.text.replace(BILLING_LINE, "") }))
    .filter((one) => one.text.trim() !== "");
}

function readSystem(texts: readonly TextContent[]): Pick<Conversation, "system" | "systemCache"> {
  const system = wordsOf(texts).join("\n\n");
  const { cache } = lastMark(texts);
  return { ...(system !== "" && { system }), ...(cache && { systemCache: cache }) };
}

/** The mark of what is put together of these. */
function lastMark(parts: readonly PlainPart[]): { readonly cache?: CacheMark } {
  const cache = parts.findLast((part) => part.cache)?.cache;
  return cache ? { cache } : {};
}

function wordsOf(texts: readonly TextContent[]): readonly string[] {
  return texts.map((one) => one.text);
}

interface Context {
  readonly kinds: Readonly<Record<"user" | "assistant", Kinds>>;
  readonly memory: AnswerMemory;
  readonly notes: Notes;
}

/** The kinds of blocks that a role may have, and those that only the other one may. */
interface Kinds {
  readonly mine: ReadonlyMap<string, BlockReader<ContentPart>>;
  readonly others: readonly string[];
}

function kindsOf(calls: Calls): Context["kinds"] {
  const user = new Map<string, BlockReader<ContentPart>>([
    ...PLAIN_BLOCKS,
    ["tool_result", (block, at, notes) => [readResult(block, at, calls, notes)]],
  ]);
  const assistant = new Map<string, BlockReader<ContentPart>>([
    ["text", readText],
    ["thinking", readReasoning],
    ["redacted_thinking", readRedacted],
    // Read before its turn, wherever it stands in it.
    ["compaction", () => []],
    ["tool_use", (block, at, notes) => [readCall(block, at, calls, notes)]],
  ]);
  const only = (these: Kinds["mine"], those: Kinds["mine"]) => [...these.keys()].filter((type) => !those.has(type));
  return {
    user: { mine: user, others: only(assistant, user) },
    assistant: { mine: assistant, others: only(user, assistant) },
  };
}

function readTurn(turn: Json, at: string, { kinds, memory, notes }: Context): Message {
  const role = text(turn, "role", at);
  switch (role) {
    case "user":
      return { role, content: readBlocks(turn, at, kinds.user, notes) };
    case "assistant":
      return { role, content: recallReasoning(readBlocks(turn, at, kinds.assistant, notes), memory) };
    case "system": {
      // No other format has instructions in mid-conversation; the tag says whose words they are.
      const texts = textsOf(turn, "content", at, notes);
      const words = `<system>\n${wordsOf(texts).join("\n\n")}\n</system>`;
      return { role: "user", content: [{ type: "text", text: words, ...lastMark(texts) }] };
    }
    default:
      throw new BadRequest(`${at}.role must be "user", "assistant" or "system".`, `${at}.role`);
  }
}

function readBlocks(turn: Json, at: string, { mine, others }: Kinds, notes: Notes): readonly ContentPart[] {
  return blocksOf(turn, "content", at).flatMap((block, index) => {
    const path = `${at}.content[${index}]`;
    const type = text(block, "type", path);
    const read = mine.get(type);
    if (read) return read(block, path, notes);
    if (mine.has("tool_use") && isHostedWork(type)) return readHostedWork(block, type, notes);
    if (others.includes(type)) {
      throw new BadRequest(`${path}: a message of this role may not hold a block of type ${type}.`, path);
    }
    notes.untranslatable.add(type);
    return [];
  });
}

function readReasoning(block: Json, at: string): readonly ReasoningPart[] {
  const signature = unwrapSignature(optionalText(block, "signature", at) ?? "");
  return [{ type: "reasoning", text: text(block, "thinking", at), ...(signature && { signature }) }];
}

function readRedacted(block: Json, at: string): readonly ReasoningPart[] {
  return [{ type: "reasoning", text: "", signature: redactedSignature(text(block, "data", at)) }];
}

function readCall(block: Json, at: string, calls: Calls, notes: Notes): ToolCallPart {
  const id = text(block, "id", at);
  const name = text(block, "name", at);
  calls.set(id, name);
  if (block["toolset_name"] != null) notes.untranslatable.add("toolset_name");
  return { type: "tool-call", id, name, arguments: JSON.stringify(record(block, "input", at)) };
}

function readResult(block: Json, at: string, calls: Calls, notes: Notes): ToolResultPart {
  const callId = text(block, "tool_use_id", at);
  const name = calls.get(callId);
  if (name === undefined) {
    const path = pathOf(at, "tool_use_id");
    throw new BadRequest(`${path} names no tool_use of an earlier message.`, path);
  }
  const parts = block["content"] == null ? [] : readResultContent(block, at, notes);
  const media = parts.filter((part) => part.type !== "text");
  return {
    type: "tool-result",
    callId,
    name,
    content: parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n"),
    ...(media.length > 0 && { media }),
    ...(optionalFlag(block, "is_error", at) === true && { isError: true }),
    // Its texts become one, which cannot bear their marks.
    ...lastMark(parts.filter((part) => part.type === "text")),
    ...cacheOf(block),
  };
}

function readResultContent(block: Json, at: string, notes: Notes): readonly PlainPart[] {
  return blocksOf(block, "content", at).flatMap((inner, index): readonly PlainPart[] => {
    const path = `${at}.content[${index}]`;
    // Found by a search among tools. All are offered from the start where the search is not known.
    if (inner["type"] !== "tool_reference") return readPlain(inner, path, notes);
    return [{ type: "text", text: `The tool ${text(inner, "tool_name", path)} can be called.` }];
  });
}
