import type { MiddlePart } from "../../spec/stream.ts";
import type { HeaderSource } from "./header-source.ts";

/**
 * A usage with the cost that LiteLLM puts in a header, in US dollars. Only for whole answers: the headers of a stream go
 * out before its cost is known. A cost of 0 is what it says of models that it has no price for.
 */
export function withHeaderCost(part: MiddlePart, headers: HeaderSource): MiddlePart {
  if (part.type !== "usage" || part.usage.reportedCost !== undefined) return part;
  const cost = Number(headers.get("x-litellm-response-cost") ?? "");
  return Number.isFinite(cost) && cost > 0 ? { ...part, usage: { ...part.usage, reportedCost: cost } } : part;
}
