import type { ContentPart, ReasoningPart, ToolCallPart } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import type { AnswerMemory } from "../format.ts";
import { optionalRecord, optionalText, pathOf, record, records, text } from "../reading.ts";
import { BadRequest } from "../../problem.ts";
import type { LeftOut } from "./left-out.ts";
import { reasoningOf, withoutThoughts } from "./own-reasoning.ts";
import { readContent } from "./read-parts.ts";

/** Where a message of a model stands, and what is known besides it. */
interface Context {
  readonly at: string;
  /** The id for a call in the older form, which has none. */
  readonly olderCallId: string;
  readonly memory: AnswerMemory;
  readonly leftOut: LeftOut;
}

/** A turn of a model: its reasoning, its text, its calls. @throws BadRequest */
export function readAssistant(message: Json, context: Context): readonly ContentPart[] {
  const { at, leftOut } = context;
  const refusal = optionalText(message, "refusal", at);
  if (message["audio"] != null) leftOut.untranslatable.add(pathOf(at, "audio"));
  const texts = readContent(withoutThoughts(message), at, leftOut).filter((part) => {
    if (part.type !== "text") leftOut.untranslatable.add(`${at}.content with media`);
    return part.type === "text";
  });
  return withMemory(
    reasoningOf(message),
    [...texts, ...(refusal ? [{ type: "text", text: refusal } as const] : [])],
    readCalls(message, context),
    context.memory,
  );
}

function readCalls(message: Json, { at, olderCallId, leftOut }: Context): readonly ToolCallPart[] {
  const older = optionalRecord(message, "function_call", at);
  const calls = records(message, "tool_calls", at).map((call, index) =>
    readCall(call, `${at}.tool_calls[${index}]`, leftOut),
  );
  if (!older) return calls;
  return [...calls, { type: "tool-call", id: olderCallId, ...readFunction(older, pathOf(at, "function_call")) }];
}

function readCall(call: Json, at: string, leftOut: LeftOut): ToolCallPart {
  const id = text(call, "id", at);
  if (call["type"] === "custom") {
    leftOut.untranslatable.add("tools of type custom");
    const custom = record(call, "custom", at);
    const path = pathOf(at, "custom");
    const input = JSON.stringify({ input: text(custom, "input", path) });
    return { type: "tool-call", id, name: text(custom, "name", path), arguments: input };
  }
  return { type: "tool-call", id, ...readFunction(record(call, "function", at), pathOf(at, "function")) };
}

/** Some clients send the arguments as the object itself. */
function readFunction(from: Json, at: string): { readonly name: string; readonly arguments: string } {
  const given = from["arguments"];
  const name = text(from, "name", at);
  if (given == null || typeof given === "string") return { name, arguments: given ?? "" };
  if (asRecord(given)) return { name, arguments: JSON.stringify(given) };
  throw new BadRequest(`${pathOf(at, "arguments")} must be JSON text.`, pathOf(at, "arguments"));
}

/**
 * Gives back what this format has no place for: the calls' signatures, and the reasoning before them. What the caller
 * sent of the reasoning wins, unless it is the same text, which then gets its proof back.
 */
function withMemory(
  sent: string,
  texts: readonly ContentPart[],
  calls: readonly ToolCallPart[],
  memory: AnswerMemory,
): readonly ContentPart[] {
  const known = calls.map((call) => memory.signaturesOf(call.id));
  const reasoning = unrepeated(known.map((each) => each?.reasoning ?? []));
  const isSame = sent === reasoning.flatMap((before) => before.map((part) => part.text)).join("");
  const remembered = sent === "" || isSame ? reasoning : [];
  return [
    ...(sent !== "" && !isSame ? [{ type: "reasoning", text: sent } as const] : []),
    ...(remembered[0] ?? []),
    ...texts,
    ...calls.flatMap((call, index): readonly ContentPart[] => {
      const signature = known[index]?.call;
      return [...(index > 0 ? (remembered[index] ?? []) : []), { ...call, ...(signature && { signature }) }];
    }),
  ];
}

/** Calls of one answer may share the reasoning before them; it is said once, before the first. */
function unrepeated(
  blocks: readonly (readonly Omit<ReasoningPart, "type">[])[],
): readonly (readonly ReasoningPart[])[] {
  const seen = new Set<string>();
  return blocks.map((block) =>
    block.flatMap(({ text: thought, signature }) => {
      const mark = `${signature?.value ?? ""} ${thought}`;
      if (seen.has(mark)) return [];
      seen.add(mark);
      return [{ type: "reasoning", text: thought, ...(signature && { signature }) } as const];
    }),
  );
}
