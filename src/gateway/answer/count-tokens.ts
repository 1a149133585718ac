import { promptTokensOf } from "../../spec/prompt-tokens.ts";
import type { Ask, AnswerMemory, Asking, Format } from "../formats/format.ts";
import { sendJson, sendProblem, type Exchange } from "../http/exchange.ts";
import type { Json } from "../json.ts";
import { resolveModel } from "../names/resolve-model.ts";
import type { GatewayPorts } from "../ports.ts";
import { problemFrom } from "../problem.ts";

/** How a format asks for a count of tokens and is told. */
export interface Counter {
  readonly format: Format;
  /** @throws BadRequest */
  read(body: Json, asking: Asking): Pick<Ask, "model" | "request">;
  answer(tokens: number): Json;
}

/** How long a provider may take to count, in milliseconds: callers wait for it before each of their own calls. */
const patienceMs = 5000;

/**
 * Counts the tokens of a request: by the provider that is first in line, where it speaks the caller's format and counts in
 * time, else by an estimate, which a header then says. Sends no prompt to a route that no call for this name would go to.
 * @throws BadRequest
 */
export async function countTokens(
  ports: GatewayPorts,
  counter: Counter,
  exchange: Exchange,
  body: Json,
  asking: { readonly memory: AnswerMemory; readonly model?: string },
): Promise<void> {
  const { response, request, signal, client } = exchange;
  const ask = counter.read(body, { ...asking, headers: request.headers as Asking["headers"] });
  const resolved = resolveModel(ask.model, ports.rules(), ports.directory);
  if ("kind" in resolved) return sendProblem(response, resolved, counter.format);
  const { task = "chat", choice } = resolved;
  const plan = ports.router.plan({ task, client, ...(choice && { choice }) }, { weigh: false });
  const route = plan.routes[0]?.route;
  const { verbatim } = ask.request;
  const late = AbortSignal.timeout(patienceMs);
  const asked = route && verbatim && (await ports.countTokens(route, verbatim, AbortSignal.any([signal, late])));
  const counted = asked?.ok === false && late.aborted ? undefined : asked;
  if (counted?.ok === false) return sendProblem(response, problemFrom(counted.failure), counter.format);
  const tokens = counted ? counted.value : promptTokensOf(ask.request);
  sendJson(response, 200, counter.answer(tokens), counted ? {} : { "x-switchyard-estimated": "true" });
}
