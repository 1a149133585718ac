import type { ContentPart, Message, ReasoningPart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { AnswerMemory } from "../format.ts";
import { optionalText } from "../reading.ts";
import { createCallIds, type CallIds } from "./call-ids.ts";
import type { Losses } from "./losses.ts";
import { readPart } from "./parts.ts";
import { messages, type Placed } from "./spelling.ts";

/**
 * The conversation, from `contents` in camel case. Turns of one role become one, since SDKs that stream keep each piece
 * of an answer as a turn of its own.
 *
 * @throws BadRequest
 */
export function readContents(body: Json, memory: AnswerMemory, losses: Losses): readonly Message[] {
  const contents = messages(body, "contents");
  if (contents.length === 0)
    throw new BadRequest(
      body["contents"] == null ? "contents is missing." : "contents must hold at least one turn.",
      "contents",
    );
  const ids = createCallIds();
  const turns: { readonly role: Message["role"]; readonly content: ContentPart[] }[] = [];
  for (const [index, placed] of contents.entries()) {
    const role = roleOf(placed);
    let turn = turns.at(-1);
    if (turn?.role !== role) {
      if (role === "assistant") ids.begin(index);
      turn = { role, content: [] };
      turns.push(turn);
    }
    const around = { role, ids, losses };
    for (const part of messages(placed.value, "parts", placed.at)) turn.content.push(...readPart(part, around));
  }
  return turns.map(({ role, content }) =>
    role === "user" ? { role, content } : { role, content: remembered(joinPieces(content), memory, ids) },
  );
}

function roleOf({ value, at }: Placed): Message["role"] {
  // It may be left out where nobody but the user speaks.
  const role = optionalText(value, "role", at) ?? "user";
  if (role === "model") return "assistant";
  if (role === "user" || role === "function" || role === "") return "user";
  throw new BadRequest(`${at}.role must be user or model.`, `${at}.role`);
}

/** Pieces of one text as one, and those of one thought, whose signature comes with the last. */
function joinPieces(content: readonly ContentPart[]): readonly ContentPart[] {
  const joined: ContentPart[] = [];
  for (const part of content) {
    const last = joined.at(-1);
    if (part.type === "text" && last?.type === "text")
      joined[joined.length - 1] = { ...part, text: last.text + part.text };
    else if (part.type === "reasoning" && last?.type === "reasoning" && !last.signature)
      joined[joined.length - 1] = { ...part, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/** With what the caller did not keep of its calls: their signatures, and what was thought before the first of them. */
function remembered(content: readonly ContentPart[], memory: AnswerMemory, ids: CallIds): readonly ContentPart[] {
  let reasoned = content.some((part) => part.type === "reasoning" && part.signature);
  return content.flatMap((part): readonly ContentPart[] => {
    const known = part.type === "tool-call" && !ids.isMadeUp(part.id) ? memory.signaturesOf(part.id) : undefined;
    if (!known || part.type !== "tool-call") return [part];
    const thoughts: readonly ReasoningPart[] = reasoned
      ? []
      : known.reasoning.map((thought) => ({ type: "reasoning", ...thought }));
    reasoned = true;
    return [...thoughts, { ...part, ...(!part.signature && known.call && { signature: known.call }) }];
  });
}
