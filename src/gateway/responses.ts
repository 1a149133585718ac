import { forgottenResponse, rememberedResponse } from "./formats/openai-responses/remembered.ts";
import { sendJson } from "./http/exchange.ts";
import { problemOf, type Problem } from "./problem.ts";
import type { Handling } from "./routes.ts";

const notFound = problemOf("not-found", "There is no response of this id here (any more).");

/** Gives out what an answer was asked with, in order and on one page. */
export function sendInputItems({ memory, exchange, caught }: Handling): Problem | undefined {
  const data = memory.conversationOf(caught["id"] ?? "")?.input;
  if (!data) return notFound;
  const ids = { first_id: data[0]?.["id"] ?? null, last_id: data.at(-1)?.["id"] ?? null };
  sendJson(exchange.response, 200, { object: "list", data, has_more: false, ...ids });
  return undefined;
}

/** Gives out, or forgets, an answer that was asked for by its id. */
export function sendRemembered({ memory, exchange, caught }: Handling): Problem | undefined {
  const id = caught["id"] ?? "";
  const find = exchange.request.method === "DELETE" ? forgottenResponse : rememberedResponse;
  const found = find(id, memory);
  if (!found) return notFound;
  sendJson(exchange.response, 200, found);
  return undefined;
}
