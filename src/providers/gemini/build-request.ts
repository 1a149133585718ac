import type { Provider } from "../../spec/provider.ts";
import type { ChatRequest } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { formatConfig, systemFor } from "./answer-format.ts";
import { cleanSchema } from "./clean-schema.ts";
import { buildContents } from "./contents.ts";
import type { WireContent } from "./contents.ts";
import { samplingConfig } from "./sampling-params.ts";
import { thinkingFor } from "./thinking.ts";

/** The body of a generateContent request, apart from the model, which is in its address. */
export interface GeminiRequest {
  readonly contents: readonly WireContent[];
  readonly systemInstruction?: { readonly role: "system"; readonly parts: readonly { readonly text: string }[] };
  readonly generationConfig: Readonly<Record<string, unknown>>;
  readonly tools?: readonly { readonly functionDeclarations: readonly Readonly<Record<string, unknown>>[] }[];
  readonly toolConfig?: { readonly functionCallingConfig: Readonly<Record<string, unknown>> };
}

/** Gemini takes at most five. */
const MOST_STOPS = 5;

/** The request in Gemini's form. */
export function buildRequest(call: ChatCall, provider: Provider): GeminiRequest {
  const { request, model } = call;
  const system = systemFor(request, model);
  return {
    contents: buildContents(request.messages, { providerId: provider.id, model }),
    ...(system && { systemInstruction: { role: "system", parts: [{ text: system }] } }),
    generationConfig: generationConfig(call, provider),
    ...(request.tools?.length && { tools: [{ functionDeclarations: request.tools.map(declaration) }] }),
    ...(request.tools?.length && request.toolChoice !== undefined && { toolConfig: toolConfig(request.toolChoice) }),
  };
}

function generationConfig(call: ChatCall, provider: Provider): Readonly<Record<string, unknown>> {
  const { request, model } = call;
  const thinking = thinkingFor(call);
  const most = provider.models.find((each) => each.id === model)?.maxOutputTokens ?? Infinity;
  return {
    ...(request.maxOutputTokens !== undefined && {
      maxOutputTokens: Math.min(request.maxOutputTokens + thinking.allowance, most),
    }),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.stop?.length && { stopSequences: request.stop.slice(0, MOST_STOPS) }),
    ...samplingConfig(request.sampling ?? {}, model),
    ...formatConfig(request, model),
    ...(thinking.config && { thinkingConfig: thinking.config }),
  };
}

function declaration(tool: NonNullable<ChatRequest["tools"]>[number]): Readonly<Record<string, unknown>> {
  const parameters = cleanSchema(tool.parameters);
  return { name: tool.name, description: tool.description, ...(parameters && { parameters }) };
}

function toolConfig(choice: NonNullable<ChatRequest["toolChoice"]>): GeminiRequest["toolConfig"] & object {
  if (typeof choice === "object")
    return { functionCallingConfig: { mode: "ANY", allowedFunctionNames: [choice.name] } };
  const mode = { auto: "AUTO", none: "NONE", required: "ANY" }[choice];
  return { functionCallingConfig: { mode } };
}
