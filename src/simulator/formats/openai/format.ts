import type { ModelInfo } from "../../../spec/provider.ts";
import type { WireFormat } from "../format.ts";
import { chatEndpoint } from "./chat.ts";
import { creditsEndpoint, type TokensUsed } from "./credits.ts";
import { openAiError } from "./errors.ts";
import { fillEndpoints } from "./fill.ts";
import { openAiHeaders } from "./headers.ts";
import { modelEndpoints } from "./models.ts";

/**
 * OpenAI's format as OpenAI and the many compatible servers speak it, with both fill-in-the-middle calls:
 * completions with a suffix, and Mistral's own.
 */
export function openAiFormat(models: readonly ModelInfo[], used: TokensUsed): WireFormat {
  return {
    endpoints: [chatEndpoint(models), ...fillEndpoints(models), ...modelEndpoints(models), creditsEndpoint(used)],
    error: openAiError,
    headers: openAiHeaders,
    hasKey: (headers) => headers.authorization !== undefined,
  };
}
