import type {
  MessageCreateParamsStreaming,
  TextBlockParam,
  Tool,
  ToolChoice,
} from "@anthropic-ai/sdk/resources/messages";
import type { Provider } from "../../spec/provider.ts";
import type { ChatRequest, ToolDefinition } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { refusesTemperature } from "../sampling.ts";
import { buildMessages } from "./messages.ts";
import { refusesForcedTool, thinkingParams } from "./model-traits.ts";

/**
 * Answer tokens when the request names no limit, which the API wants in every request: a long answer, not the
 * longest. Every Claude since the fourth generation, which is the first to have its kind before its number, takes
 * as many.
 */
const USUAL_OUTPUT_TOKENS = 32_000;
const TAKES_USUAL = /claude-(?:opus|sonnet|haiku|fable|mythos)/;

/** For the models before, and for others that speak this dialect: what any of them takes. */
const SAFE_OUTPUT_TOKENS = 8192;

/** The SDK has dropped `temperature` from its types; the models before 4.7, and Claude-like servers, still take it. */
export type MessagesRequest = MessageCreateParamsStreaming & { temperature?: number };

/** The body of a Messages request for this provider and model, with what they refuse left out. */
export function buildRequest(call: ChatCall, provider: Provider): MessagesRequest {
  const { request, model } = call;
  const { params, allowance } = thinkingParams(model, call.reasoning);
  const most = provider.models.find((each) => each.id === model)?.maxOutputTokens ?? Infinity;
  const usual = most < Infinity || TAKES_USUAL.test(model) ? USUAL_OUTPUT_TOKENS : SAFE_OUTPUT_TOKENS;
  return {
    model,
    max_tokens: Math.min((request.maxOutputTokens ?? usual) + allowance, most),
    messages: buildMessages(request.messages, provider.id),
    stream: true,
    ...(request.system && { system: [systemBlock(request.system)] }),
    ...(request.temperature !== undefined &&
      !refusesTemperature(model) && { temperature: Math.min(request.temperature, 1) }),
    ...stopParams(request),
    ...toolParams(request, model),
    ...params,
  };
}

/** The prompt stays the same over a task's calls, and the tools before it with it: one mark caches both. */
function systemBlock(text: string): TextBlockParam {
  return { type: "text", text, cache_control: { type: "ephemeral" } };
}

/** A stop sequence of white space alone is refused. */
function stopParams(request: ChatRequest): { stop_sequences?: string[] } {
  const stops = request.stop?.filter((stop) => stop.trim() !== "") ?? [];
  return stops.length > 0 ? { stop_sequences: stops } : {};
}

function toolParams(request: ChatRequest, model: string): { tools?: Tool[]; tool_choice?: ToolChoice } {
  if (!request.tools?.length) return {};
  return {
    tools: request.tools.map(toTool),
    ...(request.toolChoice !== undefined && { tool_choice: toChoice(request.toolChoice, model) }),
  };
}

function toTool(tool: ToolDefinition): Tool {
  return { name: tool.name, description: tool.description, input_schema: { ...tool.parameters, type: "object" } };
}

function toChoice(choice: NonNullable<ChatRequest["toolChoice"]>, model: string): ToolChoice {
  if (choice === "none") return { type: "none" };
  if (choice === "auto" || refusesForcedTool(model)) return { type: "auto" };
  return choice === "required" ? { type: "any" } : { type: "tool", name: choice.name };
}
