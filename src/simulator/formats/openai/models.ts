import type { ModelInfo } from "../../../spec/provider.ts";
import type { Endpoint } from "../format.ts";
import { openAiError } from "./errors.ts";

/** The listing, and one model of it. */
export function modelEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: /^\/v1\/models$/,
      purpose: "other",
      reply: () => ({ kind: "json", status: 200, body: { object: "list", data: models.map(describe) } }),
    },
    {
      method: "GET",
      path: /^\/v1\/models\/(.+)$/,
      purpose: "other",
      reply: (call) => {
        const id = call.captured[0] ?? "";
        const model = models.find((known) => known.id === id);
        return model === undefined
          ? openAiError({ kind: "model-not-found", model: id })
          : { kind: "json", status: 200, body: describe(model) };
      },
    },
  ];
}

function describe(model: ModelInfo) {
  return { id: model.id, object: "model", created: 1_735_689_600, owned_by: "simulated" };
}
