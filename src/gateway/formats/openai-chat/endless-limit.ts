import type { Json } from "../../json.ts";

const LIMITS = ["max_tokens", "max_completion_tokens"] as const;

/**
 * A request without limits below 0: for LM Studio, llama.cpp and LangChain that is how one says "no limit", and OpenAI
 * refuses it.
 */
export function withoutEndlessLimit(body: Json): Json {
  if (!LIMITS.some((name) => isEndless(body[name]))) return body;
  const rest = { ...body };
  for (const name of LIMITS) if (isEndless(rest[name])) delete rest[name];
  return rest;
}

function isEndless(limit: unknown): boolean {
  return typeof limit === "number" && limit < 0;
}
