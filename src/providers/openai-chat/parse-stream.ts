import type { FailurePart, FinishPart, FinishReason, MiddlePart, TextPart } from "../../spec/stream.ts";
import type { StreamParser } from "../answer.ts";
import { InBandError } from "../http/error-report.ts";
import { failed, filtered, truncated, unreadable } from "../http/to-failure.ts";
import { mapUsage } from "./map-usage.ts";
import { proofOf } from "./proof.ts";
import { createReasoningDetails } from "./reasoning-details.ts";
import { createToolCallIndex } from "./tool-call-index.ts";
import type { WireChunk, WireContentPiece, WireDelta } from "./wire-chunk.ts";

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  end_turn: "stop",
  eos: "stop",
  length: "length",
  max_tokens: "length",
  model_length: "length",
  model_context_window_exceeded: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filtered",
  sensitive: "content-filtered",
};

/**
 * Reads chat completions, and completions with a `text`, of OpenAI and of those that follow it. A block of
 * reasoning is closed by a part with a signature that names the field it came in, which DeepSeek and Moonshot want it
 * back in, or that holds the proof of it which came along.
 */
export function createChatParser(providerId: string): StreamParser<WireChunk> {
  const toolCalls = createToolCallIndex(providerId);
  const details = createReasoningDetails();
  let reasoningField: "reasoning_content" | "reasoning" | undefined;
  let sawChoice = false;
  let answered = false;
  let finish: string | undefined;

  function closeReasoning(): readonly MiddlePart[] {
    const proof = details.take();
    const value = proof ? proofOf(proof) : reasoningField;
    reasoningField = undefined;
    if (value === undefined) return [];
    const signature = { provider: providerId, value };
    return [{ type: "reasoning", text: "", signature }];
  }

  function readReasoning(delta: WireDelta): readonly MiddlePart[] {
    const field = delta.reasoning_content ? "reasoning_content" : "reasoning";
    const words = details.read(delta);
    const text = delta[field] || words;
    if (typeof text !== "string" || text === "") return [];
    reasoningField = field;
    return [{ type: "reasoning", text }];
  }

  function readDelta(delta: WireDelta): readonly MiddlePart[] {
    const content = [
      ...readContent(delta.content),
      ...asText(delta.refusal),
      ...(delta.tool_calls ?? []).map((call) => toolCalls.read(call)),
    ];
    return [...readReasoning(delta), ...(content.length > 0 ? closeReasoning() : []), ...content];
  }

  return {
    push(chunk) {
      if (isError(chunk)) throw new InBandError(chunk);
      const choice = chunk.choices?.[0];
      if (choice?.error != null) throw new InBandError(choice);
      const parts: MiddlePart[] = [];
      if (choice) {
        sawChoice = true;
        parts.push(...readDelta(choice.delta ?? {}), ...asText(choice.text));
        finish = choice.finish_reason || finish;
        // What proves the reasoning may come behind the answer.
        if (choice.finish_reason) parts.push(...closeReasoning());
      }
      answered ||= parts.length > 0;
      const usage = chunk.usage ?? chunk.x_groq?.usage ?? choice?.usage;
      if (usage) parts.push({ type: "usage", usage: mapUsage(usage) });
      return parts;
    },
    end(terminated) {
      if (!sawChoice) return failed(unreadable("The provider sent an empty answer."));
      if (finish === undefined && !terminated) return failed(truncated());
      return endOf(finish ?? "stop", answered, toolCalls.used);
    },
  };
}

/** Finish reasons of an answer that is none: of OpenRouter and Mistral, of vLLM and SGLang, of Zhipu. */
const BROKEN_OFF: ReadonlySet<string> = new Set(["error", "abort", "network_error"]);

/**
 * The SDK throws for an `error`; without one, it is up to us. vLLM says in other words that it is one; SiliconFlow and
 * others only put a message where the choices would be.
 */
function isError({ error, object, choices, message }: WireChunk): boolean {
  return (
    error != null || object === "error" || (choices === undefined && typeof message === "string" && message !== "")
  );
}

function endOf(finish: string, answered: boolean, calledTools: boolean): FinishPart | FailurePart {
  // DeepSeek's name for having run out of machines.
  if (finish === "insufficient_system_resource") {
    return failed({ class: "overloaded", scope: "model", message: "The provider ran out of capacity.", code: finish });
  }
  if (BROKEN_OFF.has(finish)) return failed({ ...unreadable("The provider broke off its answer."), code: finish });
  const reason = FINISH_REASONS[finish] ?? "stop";
  if (reason === "content-filtered" && !answered)
    return failed(filtered("The provider's filter stopped the answer.", finish));
  // Some servers say `stop` after a tool call.
  return { type: "finish", reason: reason === "stop" && calledTools ? "tool-calls" : reason };
}

function readContent(content: WireDelta["content"]): readonly MiddlePart[] {
  return typeof content === "string" ? asText(content) : (content ?? []).flatMap(readPiece);
}

function readPiece(piece: WireContentPiece): readonly MiddlePart[] {
  if (piece.type !== "thinking") return asText(piece.text);
  const text = (piece.thinking ?? []).map((each) => each.text ?? "").join("");
  return text === "" ? [] : [{ type: "reasoning", text }];
}

function asText(text: string | null | undefined): readonly TextPart[] {
  return text ? [{ type: "text", text }] : [];
}
