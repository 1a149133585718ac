import type { MessageCreateParamsStreaming, TextBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { Provider } from "../../spec/provider.ts";
import type { ChatRequest } from "../../spec/request.ts";
import { withFormatInWords } from "../answer-format.ts";
import type { ChatCall } from "../dialect.ts";
import { cacheControl, hasOwnMarks, limitMarks } from "./cache-marks.ts";
import type { Markable } from "./cache-marks.ts";
import { heldSchema } from "./held-schema.ts";
import { buildMessages, markLastBlock, missesThinking } from "./messages.ts";
import type { SentTurn } from "./messages.ts";
import { canBeHeld } from "./model-traits.ts";
import { samplingParams } from "./sampling-params.ts";
import type { SamplingParams } from "./sampling-params.ts";
import { thinkingFor } from "./thinking.ts";
import { toolParams } from "./tool-params.ts";

/**
 * Answer tokens when the request names no limit, which the API wants in every request: a long answer, not the
 * longest. Every Claude since the fourth generation, which is the first to have its kind before its number, takes
 * as many.
 */
const USUAL_OUTPUT_TOKENS = 32_000;
const TAKES_USUAL = /claude-(?:opus|sonnet|haiku|fable|mythos)/;

/** For the models before, and for others that speak this dialect: what any of them takes. */
const SAFE_OUTPUT_TOKENS = 8192;

export type MessagesRequest = MessageCreateParamsStreaming & SamplingParams;

/** The body of a Messages request for this provider and model, with what they refuse left out. */
export function buildRequest(call: ChatCall, provider: Provider): MessagesRequest {
  const { request, model } = call;
  const most = provider.models.find((each) => each.id === model)?.maxOutputTokens ?? Infinity;
  const usual = most < Infinity || TAKES_USUAL.test(model) ? USUAL_OUTPUT_TOKENS : SAFE_OUTPUT_TOKENS;
  const limit = Math.min(request.maxOutputTokens ?? usual, most);
  const turns = buildMessages(request.messages, provider.id);
  const tools = toolParams(request, model);
  const forcedTool = tools.tool_choice?.type === "any" || tools.tool_choice?.type === "tool";
  const { params, allowance } = thinkingFor(call, limit, { forcedTool, missesThinking: missesThinking(turns) });
  const thinks = params.thinking?.type === "enabled" || params.thinking?.type === "adaptive";
  const outputConfig = { ...params.output_config, ...outputFormat(request, model) };
  const system = systemBlocks(request, model);
  settleMarks(request, tools.tools ?? [], system, turns);
  return {
    model,
    max_tokens: Math.min(limit + allowance, most),
    messages: turns,
    stream: true,
    ...(system.length > 0 && { system }),
    ...samplingParams(request, model, thinks),
    ...stopParams(request),
    ...tools,
    ...(params.thinking && { thinking: params.thinking }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
  };
}

/**
 * Where the caller has marks, they are kept to what is taken; else ours are set. The instructions stay the same over a
 * task's calls, and the tools before them with them: one mark caches both.
 */
function settleMarks(
  request: ChatRequest,
  tools: readonly Markable[],
  system: readonly Markable[],
  turns: readonly SentTurn[],
): void {
  if (hasOwnMarks(request)) {
    limitMarks([...tools, ...system, ...turns.flatMap(({ content }) => content.flatMap(markablesIn))]);
    return;
  }
  for (const block of system) Object.assign(block, cacheControl("5m"));
  markLastBlock(turns);
}

/** A block, and before it what is in it, since that comes first in the prompt. */
function markablesIn(block: SentTurn["content"][number]): readonly Markable[] {
  if (block.type === "thinking" || block.type === "redacted_thinking") return [];
  const inner = block.type === "tool_result" && Array.isArray(block.content) ? block.content : [];
  return [...inner, block];
}

/** The instructions in one block, or none. */
function systemBlocks(request: ChatRequest, model: string): TextBlockParam[] {
  const text = systemFor(request, model);
  return text ? [{ type: "text", text, ...cacheControl(request.systemCache) }] : [];
}

/** There is no mode for JSON without a schema, so that is asked for in words. */
function systemFor({ system, format }: ChatRequest, model: string): string | undefined {
  const isHeld = !format || (format.kind === "json-schema" && canBeHeld(model));
  return isHeld ? system : withFormatInWords(system, format);
}

function outputFormat(
  { format }: ChatRequest,
  model: string,
): NonNullable<MessageCreateParamsStreaming["output_config"]> {
  if (format?.kind !== "json-schema" || !canBeHeld(model)) return {};
  return { format: { type: "json_schema", schema: heldSchema(format.schema) } };
}

/** A stop sequence of white space alone is refused. */
function stopParams(request: ChatRequest): { stop_sequences?: string[] } {
  const stops = request.stop?.filter((stop) => stop.trim() !== "") ?? [];
  return stops.length > 0 ? { stop_sequences: stops } : {};
}
