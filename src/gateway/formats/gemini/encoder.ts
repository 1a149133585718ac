import type { ToolCallDeltaPart } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import { asRecord, type Json } from "../../json.ts";
import type { AnswerFacts, AnswerPart, StreamEncoder } from "../format.ts";
import { sseEvent } from "../sse-text.ts";
import { argumentsFrom, callPart, lastResponse, response, thoughtPart, type WrittenCall } from "./answer-parts.ts";
import { geminiProblem } from "./problem.ts";

/**
 * Writes an answer as events of streamGenerateContent, one part in each: `@google/generative-ai` mixes up several. There
 * are no comments and no event names, at which the same SDK stops reading.
 */
export function createEncoder(facts: AnswerFacts, showThoughts: boolean): StreamEncoder {
  let names = { modelVersion: facts.model, responseId: facts.id };
  let usage: Usage | undefined;
  let called = false;
  let calls = new Map<number, WrittenCall>();

  function event(parts: readonly Json[]): string {
    return parts.map((part) => sseEvent(JSON.stringify(response([part], names)))).join("");
  }

  function collect({ index, id, name, arguments: piece, signature }: ToolCallDeltaPart): void {
    const before = calls.get(index);
    const proof = signature ?? before?.signature;
    const call = { id, name, arguments: (before?.arguments ?? "") + piece };
    calls.set(index, proof ? { ...call, signature: proof } : call);
  }

  /** The calls that are whole, or all of them. A call goes out in one piece, as its arguments are an object here. */
  function flush(all: boolean): string {
    const open = new Map<number, WrittenCall>();
    const ready: Json[] = [];
    for (const [index, call] of calls) {
      if (all || (call.arguments !== "" && argumentsFrom(call.arguments))) {
        ready.push(callPart(call, !called));
        called = true;
      } else open.set(index, call);
    }
    calls = open;
    return event(ready);
  }

  return {
    adopt({ data }) {
      const { responseId, modelVersion } = asRecord(JSON.parse(data)) ?? {};
      names = {
        modelVersion: typeof modelVersion === "string" ? modelVersion : names.modelVersion,
        responseId: typeof responseId === "string" ? responseId : names.responseId,
      };
    },
    push(part: AnswerPart) {
      switch (part.type) {
        case "text":
          return flush(false) + (part.text === "" ? "" : event([{ text: part.text }]));
        case "reasoning":
          return flush(false) + event(thoughtPart(part.text, part.signature, showThoughts));
        case "tool-call":
          collect(part);
          return "";
        case "usage":
          usage = part.usage;
          return "";
        case "finish":
          return flush(true) + sseEvent(JSON.stringify(lastResponse([{ text: "" }], names, part.reason, usage)));
      }
    },
    // Bare, as Google's SDKs expect an error within a stream: as the data of an event they all take it for an empty piece
    // of an answer that then ends well. Nothing may follow, or they skip it as an event without data.
    fail: (problem) => JSON.stringify(geminiProblem(problem)),
    terminator: "",
  };
}
