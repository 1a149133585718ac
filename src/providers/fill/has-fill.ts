import type { FillEndpoint } from "../../spec/provider.ts";

/** Whether the provider can fill a gap with this model by itself, without an instruction. */
export function hasFill(endpoint: FillEndpoint | undefined, model: string): endpoint is FillEndpoint {
  const name = model.toLowerCase();
  return endpoint?.models.some((part) => name.includes(part.toLowerCase())) ?? false;
}
