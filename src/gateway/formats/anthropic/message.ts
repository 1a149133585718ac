import type { FinishReason } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import { asRecord, type Json } from "../../json.ts";
import type { AnswerContent, AnswerFacts, WholeAnswer } from "../format.ts";
import { redactedData, wrapSignature } from "./signature.ts";
import { messageUsage } from "./usage.ts";

const STOP_REASONS: Readonly<Record<FinishReason, string>> = {
  stop: "end_turn",
  length: "max_tokens",
  "tool-calls": "tool_use",
  "content-filtered": "refusal",
};

/** Why an answer ended. Which stop sequence it was, if it was one, no other format tells. */
export function stopOf(finish: FinishReason): Json {
  return {
    stop_reason: STOP_REASONS[finish],
    stop_sequence: null,
    stop_details: finish === "content-filtered" ? { type: "refusal", category: null, explanation: null } : null,
  };
}

/** A message that has only begun. */
export function emptyMessage({ id, model }: AnswerFacts, usage: Usage | undefined): Json {
  return {
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model,
    content: [],
    container: null,
    diagnostics: null,
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    usage: messageUsage(usage),
  };
}

/** A whole answer as a message. */
export function wholeMessage({ content, finish, usage }: WholeAnswer, facts: AnswerFacts): Json {
  return { ...emptyMessage(facts, usage), content: content.flatMap(blockOf), ...stopOf(finish) };
}

function blockOf(part: AnswerContent): readonly Json[] {
  switch (part.type) {
    case "text":
      return part.text === "" ? [] : [{ type: "text", text: part.text, citations: null }];
    case "reasoning": {
      const data = redactedData(part.signature);
      const thinking = { type: "thinking", thinking: part.text, signature: wrapSignature(part.signature) };
      return [data === undefined ? thinking : { type: "redacted_thinking", data }];
    }
    case "tool-call":
      return [{ type: "tool_use", id: part.id, name: part.name, input: inputOf(part.arguments) }];
  }
}

/** The arguments as the object that they must be; what a model wrote may be cut off or be none. */
function inputOf(json: string): Json {
  if (json.trim() === "") return {};
  try {
    return asRecord(JSON.parse(json)) ?? { arguments: json };
  } catch {
    return { arguments: json };
  }
}
