import type { Provider } from "../../spec/provider.ts";
import type { WireFormat } from "../../spec/wire-format.ts";
import { buildRequest as anthropicMessages } from "../anthropic-messages/build-request.ts";
import type { ChatCall } from "../dialect.ts";
import { buildRequest as gemini } from "../gemini/build-request.ts";
import { buildRequest as openAiChat } from "../openai-chat/build-request.ts";
import { buildRequest as openAiResponses } from "../openai-responses/build-request.ts";
import { prefersResponses } from "../openai-responses/prefers-responses.ts";

/** The format in which a provider is asked for a conversation. */
export function formatFor(call: ChatCall, provider: Provider): WireFormat {
  return prefersResponses(call, provider) ? "openai-responses" : provider.dialect;
}

/** The body of a conversation in that format. */
export function buildBody(call: ChatCall, provider: Provider): object {
  if (prefersResponses(call, provider)) return openAiResponses(call, provider);
  const builders = { "openai-chat": openAiChat, "anthropic-messages": anthropicMessages, gemini };
  return builders[provider.dialect](call, provider);
}
