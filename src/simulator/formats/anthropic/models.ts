import type { ModelInfo } from "../../../spec/provider.ts";
import type { Endpoint } from "../format.ts";
import { anthropicError } from "./errors.ts";

/** The listing (in one page), and one model of it. */
export function modelEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: /^\/v1\/models$/,
      purpose: "other",
      reply: () => ({
        kind: "json",
        status: 200,
        body: {
          data: models.map(describe),
          has_more: false,
          first_id: models.at(0)?.id ?? null,
          last_id: models.at(-1)?.id ?? null,
        },
      }),
    },
    {
      method: "GET",
      path: /^\/v1\/models\/(.+)$/,
      purpose: "other",
      reply: (call) => {
        const id = call.captured[0] ?? "";
        const model = models.find((known) => known.id === id);
        return model === undefined
          ? anthropicError({ kind: "model-not-found", model: id }, call.requestId, 0)
          : { kind: "json", status: 200, body: describe(model) };
      },
    },
  ];
}

function describe(model: ModelInfo) {
  return {
    type: "model",
    id: model.id,
    display_name: model.name ?? model.id,
    created_at: "2025-01-01T00:00:00Z",
    lifecycle: "active",
    deprecated_at: null,
    retires_at: null,
    line: null,
    max_input_tokens: model.contextWindow ?? null,
    max_tokens: model.maxOutputTokens ?? null,
    capabilities: null,
  };
}
