import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionTool,
  ChatCompletionToolChoiceOption,
} from "openai/resources/chat/completions";
import type { ModelInfo, Provider } from "../../spec/provider.ts";
import type { ChatRequest } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { refusesTemperature } from "../sampling.ts";
import { buildMessages } from "./messages.ts";
import { quirksOf } from "./quirks.ts";
import { reasoningParams } from "./reasoning.ts";

/** OpenAI takes at most four. */
const MOST_STOPS = 4;

/** The body of a chat completion for this provider and model, with what they refuse left out. */
export function buildRequest(call: ChatCall, provider: Provider): ChatCompletionCreateParamsStreaming {
  const { request, model } = call;
  const quirks = quirksOf(provider);
  const { params, allowance } = reasoningParams(call, quirks);
  const plain = !refusesTemperature(model);
  const known = provider.models.find((each) => each.id === model);
  return {
    model,
    // Built here and handed over; the SDK's type only lacks the `readonly`.
    messages: [...buildMessages(request, provider.id, quirks.shortToolIds)],
    stream: true,
    ...(quirks.asksForUsage && { stream_options: { include_usage: true } }),
    ...(request.maxOutputTokens !== undefined && {
      [quirks.tokenLimit]: limitOf(request.maxOutputTokens + allowance, known),
    }),
    ...(plain && request.temperature !== undefined && { temperature: request.temperature }),
    // The models that refuse a temperature refuse stop sequences too.
    ...(plain && request.stop?.length && { stop: request.stop.slice(0, MOST_STOPS) }),
    ...toolParams(request),
    ...params,
  };
}

function limitOf(wanted: number, known: ModelInfo | undefined): number {
  return Math.min(wanted, known?.maxOutputTokens ?? wanted);
}

function toolParams(request: ChatRequest): {
  readonly tools?: ChatCompletionTool[];
  readonly tool_choice?: ChatCompletionToolChoiceOption;
} {
  if (!request.tools?.length) return {};
  const choice = request.toolChoice;
  return {
    // In the order given: another order loses the prompt cache.
    tools: request.tools.map((tool) => ({
      type: "function",
      function: { name: tool.name, description: tool.description, parameters: { ...tool.parameters } },
    })),
    ...(choice !== undefined && {
      tool_choice: typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } },
    }),
  };
}
