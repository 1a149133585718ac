import { forgottenResponse, rememberedResponse } from "./formats/openai-responses/remembered.ts";
import { sendJson } from "./http/exchange.ts";
import { problemOf, type Problem } from "./problem.ts";
import type { Handling } from "./routes.ts";

/** Gives out, or forgets, an answer that was asked for by its id. */
export function sendRemembered({ memory, exchange, caught }: Handling): Problem | undefined {
  const id = caught["id"] ?? "";
  const find = exchange.request.method === "DELETE" ? forgottenResponse : rememberedResponse;
  const found = find(id, memory);
  if (!found) return problemOf("not-found", "There is no response of this id here (any more).");
  sendJson(exchange.response, 200, found);
  return undefined;
}
