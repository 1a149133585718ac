import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import type { ModelInfo, Provider } from "../../spec/provider.ts";
import type { ChatCall } from "../dialect.ts";
import { refusesTemperature } from "../sampling.ts";
import { responseFormat, systemFor } from "./answer-format.ts";
import { buildMessages } from "./messages.ts";
import { quirksOf } from "./quirks.ts";
import { reasoningParams } from "./reasoning.ts";
import { refusesStops } from "./refuses-stops.ts";
import { samplingParams } from "./sampling-params.ts";
import { toolParams } from "./tool-params.ts";

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
    messages: [
      ...buildMessages(
        { system: systemFor(request, model, quirks), systemCache: request.systemCache, messages: request.messages },
        {
          providerId: provider.id,
          shortToolIds: quirks.shortToolIds,
          cacheMarks: quirks.cacheMarks.test(model),
          files: quirks.files,
        },
      ),
    ],
    stream: true,
    ...(quirks.asksForUsage && { stream_options: { include_usage: true } }),
    ...(request.maxOutputTokens !== undefined && {
      [quirks.tokenLimit]: limitOf(request.maxOutputTokens + allowance, known),
    }),
    ...(plain && request.temperature !== undefined && { temperature: request.temperature }),
    ...(!refusesStops(model) && request.stop?.length && { stop: request.stop.slice(0, MOST_STOPS) }),
    ...samplingParams(request.sampling ?? {}, model, quirks),
    ...toolParams(request, model, quirks),
    ...responseFormat(request.format, model, quirks),
    ...params,
  };
}

function limitOf(wanted: number, known: ModelInfo | undefined): number {
  return Math.min(wanted, known?.maxOutputTokens ?? wanted);
}
