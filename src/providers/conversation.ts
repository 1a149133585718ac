import type { ContentPart, Message, ToolCallPart, ToolResultPart } from "../spec/request.ts";
import { asRecord, parseJson } from "./json.ts";
import type { Json } from "./json.ts";

/**
 * A conversation that every wire format accepts, whatever was stopped, edited or deleted in it: it opens with the
 * user, the roles alternate (consecutive turns of one role become one), nothing is empty, and each tool call is
 * followed at once by exactly one result, at the head of the next turn. Reasoning that does not come from
 * `providerId` is left out.
 */
export function tidyConversation(messages: readonly Message[], providerId: string): readonly Message[] {
  const merged = mergeTurns(messages, providerId);
  const first = merged.findIndex((message) => message.role === "user");
  const turns = (first < 0 ? [] : merged.slice(first)).flatMap(pairCalls);
  // A turn that was left with nothing leaves two of one role beside each other.
  return turns.length === messages.length ? turns : tidyConversation(turns, providerId);
}

/** The turn at `at` with each call of the turn before it answered once; none, if nothing is left of it. */
function pairCalls(turn: Message, at: number, turns: readonly Message[]): readonly Message[] {
  if (turn.role === "assistant" && at < turns.length - 1) return [turn];
  const content =
    turn.role === "assistant"
      ? // A last turn by the assistant is there to be continued: calls that nobody answered would be refused.
        turn.content.filter((part) => part.type !== "tool-call")
      : [...resultsFor(toolCalls(turns[at - 1]), turn), ...turn.content.filter((part) => part.type !== "tool-result")];
  return content.length > 0 ? [{ role: turn.role, content }] : [];
}

function mergeTurns(messages: readonly Message[], providerId: string): readonly Message[] {
  const turns: { role: Message["role"]; content: ContentPart[] }[] = [];
  for (const message of messages) {
    const content = worthSending(message.content, providerId);
    if (content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === message.role) last.content.push(...content);
    else turns.push({ role: message.role, content });
  }
  return turns;
}

/** The parts that are sent. A cache mark on one that is not stands for all before it, so the part before bears it then. */
function worthSending(parts: readonly ContentPart[], providerId: string): ContentPart[] {
  const kept: ContentPart[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (isWorthSending(part, providerId)) kept.push(part);
    else if (part.type === "text" && part.cache && last && last.type !== "reasoning" && last.type !== "tool-call")
      kept[kept.length - 1] = { ...last, cache: part.cache };
  }
  return kept;
}

/** Reasoning is believed only with the signature that came with it, and only where it came from. */
function isWorthSending(part: ContentPart, providerId: string): boolean {
  if (part.type === "text") return part.text.trim() !== "";
  return part.type !== "reasoning" || part.signature?.provider === providerId;
}

function toolCalls(turn: Message | undefined): readonly ToolCallPart[] {
  return turn?.content.filter((part) => part.type === "tool-call") ?? [];
}

/**
 * One result a call, in the calls' order. A call that was stopped has none; results that answer nothing are
 * dropped.
 */
function resultsFor(calls: readonly ToolCallPart[], turn: Message): readonly ToolResultPart[] {
  const results = turn.content.filter((part) => part.type === "tool-result");
  return calls.map(
    (call) =>
      results.find((result) => result.callId === call.id) ?? {
        type: "tool-result",
        callId: call.id,
        name: call.name,
        content: "The call was stopped before it gave a result.",
        isError: true,
      },
  );
}

/** A call's arguments as the object that they must be; what a model wrote may be cut off or be none. */
export function argumentsOf(call: ToolCallPart): Json {
  return asRecord(parseJson(call.arguments === "" ? "{}" : call.arguments)) ?? { arguments: call.arguments };
}
