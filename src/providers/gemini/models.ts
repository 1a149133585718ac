import type { ModelInfo } from "../../spec/provider.ts";
import { asRecords, asRecord } from "../json.ts";
import type { Json } from "../json.ts";
import { isTextModel } from "../list-models.ts";

/** One page of `/models`: its models that answer in text, and where the next page begins. */
export function readModelsPage(page: unknown): {
  readonly models: readonly ModelInfo[];
  readonly next: string | undefined;
} {
  const body = asRecord(page);
  if (!Array.isArray(body?.["models"])) throw new TypeError("a listing without a list");
  const next = body["nextPageToken"];
  return {
    models: asRecords(body["models"]).flatMap(toModel),
    next: typeof next === "string" && next !== "" ? next : undefined,
  };
}

function toModel(entry: Json): readonly ModelInfo[] {
  const { name, supportedGenerationMethods: methods } = entry;
  if (typeof name !== "string" || !Array.isArray(methods) || !methods.includes("generateContent")) return [];
  const id = name.replace(/^models\//, "");
  if (!isTextModel(id)) return [];
  const { displayName, inputTokenLimit, outputTokenLimit } = entry;
  return [
    {
      id,
      ...(typeof displayName === "string" && { name: displayName }),
      ...(typeof inputTokenLimit === "number" && { contextWindow: inputTokenLimit }),
      ...(typeof outputTokenLimit === "number" && { maxOutputTokens: outputTokenLimit }),
    },
  ];
}
