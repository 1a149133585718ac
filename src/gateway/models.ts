import { modelAnswer, modelsAnswer } from "./formats/gemini/models.ts";
import { sendJson } from "./http/exchange.ts";
import type { Json } from "./json.ts";
import { listNames, type ListedModel } from "./names/list-names.ts";
import { problemOf, type Problem } from "./problem.ts";
import type { Handling } from "./routes.ts";

/** How a format lists models. */
interface Listing {
  all(models: readonly ListedModel[]): Json;
  one(model: ListedModel): Json;
}

const openAi: Listing = {
  all: (models) => ({ object: "list", data: models.map(openAi.one) }),
  one: ({ id, owner, contextWindow, maxOutputTokens }) => ({
    id,
    object: "model",
    created: 0,
    owned_by: owner,
    // Not OpenAI's own fields, but those by which tools learn how much a model takes.
    ...(contextWindow !== undefined && { context_length: contextWindow }),
    ...(maxOutputTokens !== undefined && { max_output_tokens: maxOutputTokens }),
  }),
};

const anthropic: Listing = {
  all: (models) => ({
    data: models.map(anthropic.one),
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
  }),
  one: ({ id, contextWindow, maxOutputTokens }) => ({
    type: "model",
    id,
    display_name: id,
    created_at: "1970-01-01T00:00:00Z",
    ...(contextWindow !== undefined && { max_input_tokens: contextWindow }),
    ...(maxOutputTokens !== undefined && { max_tokens: maxOutputTokens }),
  }),
};

const gemini: Listing = { all: modelsAnswer, one: modelAnswer };

/** OpenAI and Anthropic list models at one address; Anthropic's callers always say which version they mean. */
function listingFor({ exchange }: Handling): Listing {
  const isGoogles = exchange.request.headers["x-goog-api-key"] !== undefined;
  if (isGoogles || /^\/v1(?:beta|alpha)/.test(exchange.target.path)) return gemini;
  return exchange.request.headers["anthropic-version"] === undefined ? openAi : anthropic;
}

/** Lists every name that a caller may use. */
export function sendModels(handling: Handling): undefined {
  const { ports, exchange } = handling;
  sendJson(exchange.response, 200, listingFor(handling).all(listNames(ports.rules(), ports.directory, ports.router)));
}

/** Tells of one of them. */
export function sendModel(handling: Handling): Problem | undefined {
  const { ports, exchange, caught } = handling;
  const wanted = caught["model"] ?? "";
  const found = listNames(ports.rules(), ports.directory, ports.router).find(({ id }) => id === wanted);
  if (!found) return problemOf("model-gone", `There is no model ${wanted}.`);
  sendJson(exchange.response, 200, listingFor(handling).one(found));
  return undefined;
}
