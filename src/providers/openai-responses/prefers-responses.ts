import type { Provider } from "../../spec/provider.ts";
import type { ChatCall } from "../dialect.ts";
import { effortOf } from "../effort.ts";
import { lowestEffort } from "../openai-chat/openai-effort.ts";

/** Whether it is OpenAI's own server. */
export function isOpenAi({ baseUrl }: Provider): boolean {
  return /(?:^|\.)openai\.com$/.test(new URL(baseUrl).hostname);
}

/**
 * Whether a call is better made as a response: OpenAI's models from GPT-5.6 on take tools in Chat Completions only if
 * they do not reason.
 */
export function prefersResponses({ request, model, reasoning }: ChatCall, provider: Provider): boolean {
  if (provider.responses !== true || reasoning !== "usual" || !request.tools?.length) return false;
  const reasons = lowestEffort(model) !== undefined && /^gpt-(?:5\.[6-9]|[6-9])/.test(model);
  return reasons && effortOf(request) !== "none" && isOpenAi(provider);
}
