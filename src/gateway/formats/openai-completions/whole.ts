import type { Json } from "../../json.ts";
import type { AnswerFacts, WholeAnswer } from "../format.ts";
import { headOf } from "../openai-chat/answer-head.ts";
import { usageOf } from "../openai-chat/usage.ts";
import { textFinishOf } from "./finish-reason.ts";

/** An answer in one piece: a `text_completion`. */
export function wholeText({ content, finish, usage }: WholeAnswer, facts: AnswerFacts): Json {
  const text = content.flatMap((part) => (part.type === "text" ? part.text : [])).join("");
  return {
    ...headOf(facts, "cmpl-", "text_completion"),
    choices: [{ text, index: 0, logprobs: null, finish_reason: textFinishOf(finish) }],
    ...(usage && { usage: usageOf(usage) }),
  };
}
