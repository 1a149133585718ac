import type { Usage } from "../../../spec/usage.ts";
import type { Json } from "../../json.ts";
import type { AnswerFacts, StreamEncoder } from "../format.ts";
import { DONE, headIn, headOf } from "../openai-chat/answer-head.ts";
import { usageOf } from "../openai-chat/usage.ts";
import { openAiProblem } from "../openai-error.ts";
import { sseEvent } from "../sse-text.ts";
import { textFinishOf } from "./finish-reason.ts";

/** Writes an answer as `text_completion` events. Only its text: the format has no room for reasoning and calls. */
export function createTextEncoder(facts: AnswerFacts, withUsage: boolean): StreamEncoder {
  let head = headOf(facts, "cmpl-", "text_completion");
  let usage: Usage | undefined;

  const event = (choices: readonly Json[], counted: Json | null): string =>
    sseEvent(JSON.stringify({ ...head, choices, ...(withUsage && { usage: counted }) }));
  const chunk = (text: string, finish: string | null): string =>
    event([{ text, index: 0, logprobs: null, finish_reason: finish }], null);

  return {
    adopt(frame) {
      head = headIn(frame, head);
    },
    push(part) {
      if (part.type === "text") return part.text === "" ? "" : chunk(part.text, null);
      if (part.type === "usage") usage = part.usage;
      if (part.type !== "finish") return "";
      const counted = withUsage && usage ? event([], usageOf(usage)) : "";
      return `${chunk("", textFinishOf(part.reason))}${counted}${DONE}`;
    },
    fail: (problem) => sseEvent(JSON.stringify(openAiProblem(problem))),
    terminator: DONE,
  };
}
