import type { Json } from "../../json.ts";
import { BadRequest, type Problem } from "../../problem.ts";
import type { AnswerMemory } from "../format.ts";
import { optionalText, records } from "../reading.ts";
import { answerIdOf } from "./item-ids.ts";

/** The items of a conversation. */
export interface JoinedInput {
  readonly items: readonly Json[];
  /** How many of them are not in the request, but were remembered. */
  readonly remembered: number;
  /** Whether `items` differs from what the request has as its `input`. */
  readonly changed: boolean;
}

/** An id that names no answer here. OpenAI's clients know its code, and send the whole conversation then. */
class UnknownAnswer extends BadRequest {
  constructor(id: string) {
    super(`Previous response with id '${id}' not found.`, "previous_response_id");
  }

  override get problem(): Problem {
    return { ...super.problem, code: "previous_response_not_found" };
  }
}

/** Items that need no id. Ours mean nothing to a provider, which may look for what it was never told. */
const WITHOUT_ID: ReadonlySet<unknown> = new Set(["message", "reasoning", "function_call", "custom_tool_call"]);

/**
 * The whole conversation: what was asked and answered up to `previous_response_id`, and the request's own input, with
 * references to what is remembered replaced by that. @throws BadRequest
 */
export function joinInput(body: Json, memory: AnswerMemory): JoinedInput {
  const id = optionalText(body, "previous_response_id");
  const earlier = id === undefined ? [] : itemsUpTo(id, memory);
  const own = ownItems(body, id !== undefined);
  let changed = id !== undefined;
  const resolved = own.flatMap((item) => {
    const found = item["type"] === "item_reference" ? referredTo(item["id"], earlier, memory) : undefined;
    if (found === undefined) return [item];
    changed = true;
    return isSelfContained(found) ? [withoutId(found)] : [];
  });
  const remembered = earlier.filter(isSelfContained).map(withoutId);
  return { items: [...remembered, ...resolved], remembered: remembered.length, changed };
}

function itemsUpTo(id: string, memory: AnswerMemory): readonly Json[] {
  const found = memory.conversationOf(id);
  if (!found) throw new UnknownAnswer(id);
  return [...found.input, ...found.output];
}

function ownItems(body: Json, goesOn: boolean): readonly Json[] {
  const { input } = body;
  if (typeof input === "string") return [{ type: "message", role: "user", content: input }];
  // A prompt that is kept at OpenAI brings its own.
  if (input == null && !goesOn && body["prompt"] == null) throw new BadRequest("input is missing.", "input");
  return records(body, "input");
}

function referredTo(id: unknown, earlier: readonly Json[], memory: AnswerMemory): Json | undefined {
  if (typeof id !== "string") return undefined;
  const answerId = answerIdOf(id);
  const output = (answerId === undefined ? undefined : memory.conversationOf(answerId)?.output) ?? [];
  return [...earlier, ...output].find((item) => item["id"] === id);
}

/** Reasoning without its seal is only known where it was kept, and tells nobody else anything. */
function isSelfContained({ type, encrypted_content: sealed }: Json): boolean {
  return type !== "reasoning" || typeof sealed === "string";
}

function withoutId(item: Json): Json {
  if (!WITHOUT_ID.has(item["type"])) return item;
  const { id: _id, ...rest } = item;
  return rest;
}
