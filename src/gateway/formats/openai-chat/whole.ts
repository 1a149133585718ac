import type { Json } from "../../json.ts";
import type { AnswerContent, AnswerFacts, WholeAnswer } from "../format.ts";
import { headOf } from "./answer-head.ts";
import { type AnswerShape, finishReasonOf } from "./answer-shape.ts";
import { usageOf } from "./usage.ts";

/** An answer in one piece: a `chat.completion`. */
export function wholeCompletion(answer: WholeAnswer, facts: AnswerFacts, shape: AnswerShape): Json {
  return {
    ...headOf(facts, "chatcmpl-", "chat.completion"),
    choices: [
      {
        index: 0,
        message: messageOf(answer.content, shape),
        logprobs: null,
        finish_reason: finishReasonOf(answer.finish, shape),
      },
    ],
    ...(answer.usage && { usage: usageOf(answer.usage) }),
  };
}

function messageOf(content: readonly AnswerContent[], shape: AnswerShape): Json {
  const text = content.flatMap((part) => (part.type === "text" ? part.text : [])).join("");
  const reasoning = content.flatMap((part) => (part.type === "reasoning" ? part.text : [])).join("");
  const calls = content.flatMap((part) =>
    part.type === "tool-call"
      ? [{ id: part.id, type: "function", function: { name: part.name, arguments: part.arguments || "{}" } }]
      : [],
  );
  return {
    role: "assistant",
    content: text === "" && calls.length > 0 ? null : text,
    refusal: null,
    ...(reasoning !== "" && shape.reasoning && { reasoning_content: reasoning }),
    ...(calls[0] && (shape.olderCalls ? { function_call: calls[0].function } : { tool_calls: calls })),
  };
}
