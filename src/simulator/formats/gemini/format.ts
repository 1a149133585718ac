import type { ModelInfo } from "../../../spec/provider.ts";
import type { WireFormat } from "../format.ts";
import { geminiError } from "./errors.ts";
import { generateEndpoints } from "./generate.ts";
import { modelEndpoints } from "./models.ts";

/** Gemini's generateContent format. Its responses carry no headers about limits. */
export function geminiFormat(models: readonly ModelInfo[]): WireFormat {
  return {
    endpoints: [...generateEndpoints(models), ...modelEndpoints(models)],
    error: geminiError,
    headers: () => ({ "server-timing": "gfet4t7; dur=1" }),
    hasKey: (headers, query) => headers["x-goog-api-key"] !== undefined || query.has("key"),
  };
}
