import type { FinishReason } from "../../../spec/stream.ts";
import { asRecord, type Json } from "../../json.ts";
import type { Problem } from "../../problem.ts";
import type { AnswerFacts, StreamEncoder } from "../format.ts";
import { openAiProblem } from "../openai-error.ts";
import { sseEvent } from "../sse-text.ts";
import { createAnswerItems } from "./answer-items.ts";
import { factsOf } from "./frame-facts.ts";
import { answerId } from "./item-ids.ts";
import { incompleteReason, responseObject, type ResponseState } from "./response-object.ts";
import type { ToolBook } from "./tools.ts";

/** What an answer is written with. */
export interface Writing {
  readonly facts: AnswerFacts;
  /** What the answer repeats of the request. */
  readonly echo: Json;
  readonly tools: ToolBook;
  /** Told of the answer when it is whole. */
  readonly finished: (id: string, response: Json) => void;
}

/** Writes an answer as events, and knows it whole at the end. */
export interface AnswerWriter extends StreamEncoder {
  /** The response object as it stands. */
  response(): Json;
}

/** An answer as the events of the Responses API, which have no terminator: the last one says that it is the last. */
export function createAnswerWriter({ facts, echo, tools, finished }: Writing): AnswerWriter {
  const items = createAnswerItems(emit, () => state.id, tools);
  let state: ResponseState = {
    id: answerId(facts.id),
    createdAt: Math.floor(facts.at / 1000),
    model: facts.model,
    status: "in_progress",
    output: [],
  };
  let sequence = 0;
  let begun = false;

  function emit(type: string, fields: Json): string {
    const data = JSON.stringify({ type, sequence_number: sequence, ...fields });
    sequence += 1;
    return sseEvent(data, type);
  }

  function emitResponse(type: string): string {
    return emit(type, { response: responseObject(state, echo) });
  }

  function begin(): string {
    if (begun) return "";
    begun = true;
    return emitResponse("response.created") + emitResponse("response.in_progress");
  }

  function finish(reason: FinishReason): string {
    const incomplete = incompleteReason(reason);
    const status = incomplete ? "incomplete" : "completed";
    const closed = items.close(status);
    state = { ...state, status, output: items.output(), incomplete };
    finished(state.id, responseObject(state, echo));
    return closed + emitResponse(`response.${status}`);
  }

  return {
    terminator: "",
    adopt(frame) {
      const told = factsOf(frame);
      if (!told) return;
      begun = true;
      sequence = Math.max(sequence, told.sequence + 1);
      if (told.item) items.adopt(told.item, told.index);
      const { id = state.id, createdAt = state.createdAt } = told;
      state = { ...state, id, createdAt };
    },
    push(part) {
      const before = begin();
      if (part.type === "finish") return before + finish(part.reason);
      if (part.type !== "usage") return before + items.push(part);
      state = { ...state, usage: part.usage };
      return before;
    },
    fail(problem) {
      const before = begin();
      // For the output alone: no item ends here as if it were whole.
      items.close("incomplete");
      const { code, message, param } = errorOf(problem);
      state = { ...state, status: "failed", output: items.output(), error: { code, message } };
      // Codex goes by the first of these, the SDKs by the second.
      return before + emitResponse("response.failed") + emit("error", { code, message, param });
    },
    response: () => responseObject(state, echo),
  };
}

/** Codex reads how long to wait from the sentence. */
function errorOf(problem: Problem): Json {
  const { code, param } = asRecord(openAiProblem(problem)["error"]) ?? {};
  const { message, retryAfterMs } = problem;
  const isTold = retryAfterMs === undefined || /try again in/i.test(message);
  const wait = isTold ? "" : ` Please try again in ${Math.ceil(retryAfterMs)}ms.`;
  return { code: code ?? "server_error", message: message + wait, param: param ?? null };
}
