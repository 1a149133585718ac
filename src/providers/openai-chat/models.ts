import type { ModelInfo, Provider } from "../../spec/provider.ts";
import { asRecord } from "../json.ts";
import { isTextModel } from "../list-models.ts";
import { abilitiesOf } from "./model-abilities.ts";

/** Kinds of model that Together and others name. */
const TEXT_TYPES: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  "chat",
  "language",
  "code",
  "model",
  "llm",
  "base",
  "text",
]);

/** OpenAI's own models that Chat Completions does not serve: they are for the Responses API alone. */
const RESPONSES_ONLY = /-pro(?:-|$)|codex|deep-research|computer-use/;

/**
 * Models from a listing: `{data: [...]}` with a bare id (OpenAI, DeepSeek, LM Studio), with `context_length`
 * (OpenRouter, Moonshot, Fireworks, Together, which sends the bare list), `context_window` (Groq),
 * `max_context_length` (Mistral), `max_model_len` (vLLM) or `meta.n_ctx` (llama.cpp); of LiteLLM and Bifrost, some have
 * `max_input_tokens` alone.
 */
export function normaliseModels(listing: unknown, provider: Provider): readonly ModelInfo[] {
  const parsed = typeof listing === "string" ? (JSON.parse(listing) as unknown) : listing;
  const entries = Array.isArray(parsed) ? parsed : asRecord(parsed)?.["data"];
  // Ollama's answer while it has no model.
  if (entries === null) return [];
  if (!Array.isArray(entries)) throw new TypeError("a listing without a list");
  const isOpenai = new URL(provider.baseUrl).hostname.endsWith("openai.com");
  return entries.flatMap((entry) => {
    const model = asRecord(entry);
    const id = model?.["id"];
    if (!model || typeof id !== "string" || !isForText(model, id)) return [];
    return isOpenai && RESPONSES_ONLY.test(id) ? [] : [describe(model, id)];
  });
}

function isForText(model: Record<string, unknown>, id: string): boolean {
  const outputs = asRecord(model["architecture"])?.["output_modalities"];
  const abilities = asRecord(model["capabilities"]);
  const noChat = abilities?.["completion_chat"] === false && abilities["completion_fim"] !== true;
  const saysText = Array.isArray(outputs) ? outputs.includes("text") && !outputs.includes("image") : true;
  return (
    saysText &&
    !noChat &&
    isForChat(model["supported_endpoint_types"]) &&
    model["active"] !== false &&
    TEXT_TYPES.has(model["type"]) &&
    isTextModel(id)
  );
}

/** The endpoints at which new-api serves chats; it lists those of embeddings, pictures and rerankings as well. */
const CHAT_ENDPOINTS: ReadonlySet<unknown> = new Set(["openai", "openai-response", "anthropic", "gemini"]);

function isForChat(endpoints: unknown): boolean {
  if (!Array.isArray(endpoints) || endpoints.length === 0) return true;
  return endpoints.some((endpoint) => CHAT_ENDPOINTS.has(endpoint));
}

function describe(model: Record<string, unknown>, id: string): ModelInfo {
  const meta = asRecord(model["meta"]);
  const name = [model["name"], model["display_name"]].find((each) => typeof each === "string" && each !== id);
  const contextWindow = count(
    model["context_length"],
    model["context_window"],
    model["max_context_length"],
    model["max_model_len"],
    meta?.["n_ctx"],
    meta?.["n_ctx_train"],
    model["max_input_tokens"],
  );
  const maxOutputTokens = count(
    asRecord(model["top_provider"])?.["max_completion_tokens"],
    model["max_completion_tokens"],
    model["max_output_tokens"],
  );
  return {
    id,
    ...(typeof name === "string" && { name }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...abilitiesOf(model),
  };
}

function count(...values: readonly unknown[]): number | undefined {
  return values.find((value): value is number => typeof value === "number" && value > 0);
}
