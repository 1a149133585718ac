import type { ModelInfo } from "../../../spec/provider.ts";
import type { Endpoint } from "../format.ts";
import { geminiError } from "./errors.ts";

/** The listing (in one page), and one model of it, by ai.google.dev/api/models. */
export function modelEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: /^\/v1beta\/models$/,
      purpose: "other",
      reply: () => ({ kind: "json", status: 200, body: { models: models.map(describe) } }),
    },
    {
      method: "GET",
      path: /^\/v1beta\/models\/([^/:]+)$/,
      purpose: "other",
      reply: (call) => {
        const id = call.captured[0] ?? "";
        const model = models.find((known) => known.id === id);
        return model === undefined
          ? geminiError({ kind: "model-not-found", model: id })
          : { kind: "json", status: 200, body: describe(model) };
      },
    },
  ];
}

function describe(model: ModelInfo) {
  return {
    name: `models/${model.id}`,
    version: "001",
    displayName: model.name,
    description: "Answers by fixed rules; no model runs.",
    inputTokenLimit: model.contextWindow,
    outputTokenLimit: model.maxOutputTokens,
    supportedGenerationMethods: ["generateContent", "countTokens"],
  };
}
