import type { ModelInfo } from "../../../spec/provider.ts";
import type { WireFormat } from "../format.ts";
import { anthropicError } from "./errors.ts";
import { anthropicHeaders } from "./headers.ts";
import { messagesEndpoints } from "./messages.ts";
import { modelEndpoints } from "./models.ts";

/** Anthropic's Messages format. */
export function anthropicFormat(models: readonly ModelInfo[]): WireFormat {
  return {
    endpoints: [...messagesEndpoints(models), ...modelEndpoints(models)],
    error: anthropicError,
    headers: anthropicHeaders,
    hasKey: (headers) => headers["x-api-key"] !== undefined || headers.authorization !== undefined,
  };
}
