import { textTokens } from "../../spec/prompt-tokens.ts";
import type { ChatRequest, Message, ModelRequest } from "../../spec/request.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { anchorOf } from "./anchor.ts";
import { ShownText } from "./shown-text.ts";

/** Tokens that the rest of an answer may always take. */
const leastRest = 64;

/** How another model is asked to go on, and the stretch of the shown text that it is told to begin with. */
export interface Continuation {
  readonly request: ChatRequest;
  readonly anchor: string;
}

/**
 * Whether an answer may be continued by another model after these parts of it were seen: it is prose that was asked for
 * in a chat. A tool call cannot be taken up in the middle, and a model that is offered tools may have been about to call.
 */
export function mayContinue(request: ModelRequest, seen: Iterable<StreamPart>): request is ChatRequest {
  if (request.kind !== "chat" || (request.tools?.length ?? 0) > 0 || request.toolChoice !== undefined) return false;
  // JSON is not taken up in the middle either, nor what only the caller's own wire format can say.
  if (request.format !== undefined || (request.untranslatable?.length ?? 0) > 0) return false;
  for (const { type } of seen) {
    if (type === "tool-call") return false;
  }
  return true;
}

/**
 * Asks for the rest of an answer of which `shown` was shown: the same conversation, what was shown, and the instruction
 * to repeat the anchor and go on. The anchor makes the seam certain: whatever a model puts before it can be dropped.
 * Reasoning is left out; it belongs to the model that broke off.
 *
 * Undefined for requests that are never continued, and when nothing but white space was shown: asking for the rest is
 * then the same as asking once more.
 */
export function continueRequest(request: ChatRequest, shown: string): Continuation | undefined {
  if (!mayContinue(request, [])) return undefined;
  const text = new ShownText(shown);
  if (text.body === "") return undefined;
  const anchor = anchorOf(text);
  // The caller's own words do not say what was shown.
  const { maxOutputTokens, verbatim: _, ...rest } = request;
  return {
    request: {
      ...rest,
      messages: [...withAnswer(request.messages, text.body), instruction(anchor)],
      ...(maxOutputTokens !== undefined && { maxOutputTokens: whatIsLeft(maxOutputTokens, shown, anchor) }),
    },
    anchor,
  };
}

/** Whoever put words into the model's mouth gets them and the answer as one turn: two in a row are refused by some. */
function withAnswer(messages: readonly Message[], answer: string): readonly Message[] {
  const last = messages.at(-1);
  const begun = last?.role === "assistant" ? last.content : [];
  const before = last?.role === "assistant" ? messages.slice(0, -1) : messages;
  return [...before, { role: "assistant", content: [...begun, { type: "text", text: answer }] }];
}

/** The anchor comes last and without marks around it, as models repeat marks too. */
function instruction(anchor: string): Message {
  const text = [
    "Your answer above was cut off. Write the rest of it, so that both parts read as one answer.",
    "Start with the exact text that stands below, character for character: it is the end of what has arrived so far.",
    "Then go straight on, in mid-word if it stops there.",
    "Put nothing before it: no greeting, no remark about the interruption, no new code fence, no earlier part of the answer.",
    "If nothing is missing, write just that text.",
  ].join(" ");
  return { role: "user", content: [{ type: "text", text: `${text}\n\n${anchor}` }] };
}

/** The anchor is written twice and counted once. */
function whatIsLeft(maxOutputTokens: number, shown: string, anchor: string): number {
  return Math.max(leastRest, maxOutputTokens - textTokens(shown.length)) + textTokens(anchor.length);
}
