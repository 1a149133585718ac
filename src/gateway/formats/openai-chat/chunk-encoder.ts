import type { ToolCallDeltaPart } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import type { Json } from "../../json.ts";
import type { AnswerFacts, AnswerPart, StreamEncoder } from "../format.ts";
import { openAiProblem } from "../openai-error.ts";
import { sseEvent } from "../sse-text.ts";
import { DONE, headIn, headOf } from "./answer-head.ts";
import { type AnswerShape, finishReasonOf } from "./answer-shape.ts";
import { usageOf } from "./usage.ts";

/** Writes an answer as `chat.completion.chunk` events. */
export function createChunkEncoder(facts: AnswerFacts, shape: AnswerShape): StreamEncoder {
  let head = headOf(facts, "chatcmpl-", "chat.completion.chunk");
  let begun = false;
  let usage: Usage | undefined;
  const calls = createCallWriter(shape.olderCalls);

  const event = (choices: readonly Json[], counted: Json | null): string =>
    sseEvent(JSON.stringify({ ...head, choices, ...(shape.usage && { usage: counted }) }));
  const chunk = (delta: Json, finish: string | null = null): string =>
    event([{ index: 0, delta, logprobs: null, finish_reason: finish }], null);

  /** The role comes once, before everything else. */
  function begin(content: "" | null): string {
    if (begun) return "";
    begun = true;
    return chunk({ role: "assistant", content, refusal: null });
  }

  function end(reason: string): string {
    const rest = calls.missing().map((delta) => chunk(delta));
    const counted = shape.usage && usage ? event([], usageOf(usage)) : "";
    return `${begin("")}${rest.join("")}${chunk({}, reason)}${counted}${DONE}`;
  }

  function push(part: AnswerPart): string {
    switch (part.type) {
      case "text":
        return part.text === "" ? "" : begin("") + chunk({ content: part.text });
      case "reasoning":
        return part.text === "" || !shape.reasoning ? "" : begin("") + chunk({ reasoning_content: part.text });
      case "tool-call": {
        const deltas = calls.read(part);
        return deltas.length === 0 ? "" : begin(null) + deltas.map((delta) => chunk(delta)).join("");
      }
      case "usage":
        usage = part.usage;
        return "";
      case "finish":
        return end(finishReasonOf(part.reason, shape));
    }
  }

  return {
    adopt(frame) {
      head = headIn(frame, head);
    },
    push,
    fail: (problem) => sseEvent(JSON.stringify(openAiProblem(problem))),
    terminator: DONE,
  };
}

/** Writes calls as deltas: id and name once, then the arguments as they come. */
interface CallWriter {
  read(part: ToolCallDeltaPart): readonly Json[];
  /** For calls that came without arguments: what makes them JSON nevertheless. */
  missing(): readonly Json[];
}

function createCallWriter(isOlder: boolean): CallWriter {
  const open = new Map<number, { hasArguments: boolean }>();
  const piece = (index: number, text: string): Json =>
    isOlder ? { function_call: { arguments: text } } : { tool_calls: [{ index, function: { arguments: text } }] };

  function first({ index, id, name }: ToolCallDeltaPart): Json {
    const called = { name, arguments: "" };
    return isOlder ? { function_call: called } : { tool_calls: [{ index, id, type: "function", function: called }] };
  }

  return {
    read(part) {
      if (isOlder && part.index > 0) return [];
      const known = open.get(part.index);
      const call = known ?? { hasArguments: false };
      open.set(part.index, call);
      call.hasArguments ||= part.arguments !== "";
      return [...(known ? [] : [first(part)]), ...(part.arguments === "" ? [] : [piece(part.index, part.arguments)])];
    },
    missing: () => [...open].flatMap(([index, call]) => (call.hasArguments ? [] : [piece(index, "{}")])),
  };
}
