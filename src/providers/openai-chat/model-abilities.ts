import type { ModelInfo } from "../../spec/provider.ts";
import { asRecord } from "../json.ts";

/**
 * What a listing's entry says a model takes: OpenRouter lists `architecture.input_modalities` and
 * `supported_parameters`, Mistral `capabilities.vision` and `.function_calling`, Fireworks `supports_image_input` and
 * `supports_tools`. Most others say nothing, which is not the same as no.
 */
export function abilitiesOf(entry: Record<string, unknown>): Pick<ModelInfo, "takesPictures" | "takesTools"> {
  const abilities = asRecord(entry["capabilities"]);
  const takesPictures = said(
    lists(asRecord(entry["architecture"])?.["input_modalities"], "image"),
    abilities?.["vision"],
    entry["supports_image_input"],
  );
  const takesTools = said(
    lists(entry["supported_parameters"], "tools"),
    abilities?.["function_calling"],
    entry["supports_tools"],
  );
  return { ...(takesPictures !== undefined && { takesPictures }), ...(takesTools !== undefined && { takesTools }) };
}

function lists(value: unknown, word: string): boolean | undefined {
  return Array.isArray(value) ? value.includes(word) : undefined;
}

function said(...values: readonly unknown[]): boolean | undefined {
  return values.find((value) => typeof value === "boolean");
}
