import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { Ask, Asking, Format } from "../format.ts";
import { asSent } from "../openai-chat/as-sent.ts";
import { openAiProblem } from "../openai-error.ts";
import { optionalNumber, text } from "../reading.ts";

/** Letters of a token, as far as an estimate needs them. */
const LETTERS_A_TOKEN = 4;

/** OpenAI's Embeddings: `POST /v1/embeddings`. */
export const openAiEmbeddingsFormat: Format = { read, problem: openAiProblem };

function read(body: Json, asking: Asking): Ask {
  const model = text(body, "model");
  optionalNumber(body, "dimensions", { least: 1, whole: true });
  return {
    model,
    // The format has no events, whatever a caller says.
    streamed: false,
    task: "embedding",
    request: {
      kind: "embed",
      characters: charactersIn(body["input"]),
      verbatim: asSent("openai-embeddings", body, false, asking),
    },
    encoder: untranslated,
    whole: untranslated,
  };
}

/** Texts or tokens, one of them or a list. @throws BadRequest */
function charactersIn(input: unknown): number {
  if (input == null) throw new BadRequest("input is missing.", "input");
  const items: readonly unknown[] = Array.isArray(input) ? input : [input];
  const characters = items.map(lengthOf);
  if (items.length > 0 && characters.every((count) => count > 0)) return characters.reduce((sum, count) => sum + count);
  throw new BadRequest("input must be a text that is not empty, tokens, or a list of either.", "input");
}

/** 0 for what cannot be turned into a vector. */
function lengthOf(item: unknown): number {
  if (typeof item === "string") return item.length;
  if (typeof item === "number") return LETTERS_A_TOKEN;
  return Array.isArray(item) && item.every((token) => typeof token === "number") ? item.length * LETTERS_A_TOKEN : 0;
}

/** Vectors go through as they are, since no other format has them: nobody can get here. */
function untranslated(): never {
  throw new Error("An embedding was to be put together from the parts of an answer, and has none.");
}
