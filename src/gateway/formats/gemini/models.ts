import type { Json } from "../../json.ts";
import type { ListedModel } from "../../names/list-names.ts";

/** A model as a caller may name it. */
type NamedModel = Omit<ListedModel, "owner">;

/** The answer of `GET /v1beta/models`, on one page. */
export function modelsAnswer(models: readonly NamedModel[]): Json {
  return { models: models.map(modelAnswer) };
}

/** The answer of `GET /v1beta/models/NAME`. */
export function modelAnswer({ id, contextWindow, maxOutputTokens }: NamedModel): Json {
  return {
    name: `models/${id}`,
    baseModelId: id,
    version: "001",
    displayName: id,
    ...(contextWindow !== undefined && { inputTokenLimit: contextWindow }),
    ...(maxOutputTokens !== undefined && { outputTokenLimit: maxOutputTokens }),
    supportedGenerationMethods: ["generateContent", "streamGenerateContent", "countTokens"],
  };
}
