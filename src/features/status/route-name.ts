/** The short name of a route for tight places: its model, without the vendor some gateways put before it. */
export function shortRouteName(routeId: string): string {
  const model = routeId.slice(routeId.indexOf("/") + 1);
  const withoutKey = model.replace(/#[^#]*$/, "");
  return withoutKey.slice(withoutKey.lastIndexOf("/") + 1);
}

/** The provider and the model of a route as it is named. */
export function modelAddress(routeId: string): { readonly provider: string; readonly model: string } {
  const slash = routeId.indexOf("/");
  return { provider: routeId.slice(0, slash), model: routeId.slice(slash + 1).replace(/#[^#/]*$/, "") };
}

/** `US$ per million tokens, in / out`, as far as it is known. */
export function priceText(price: { readonly input?: number; readonly output?: number } | "free" | undefined): string {
  if (price === "free") return "free";
  if (price?.input === undefined || price.output === undefined) return "price unknown";
  return `$${price.input} in, $${price.output} out per M tokens`;
}

/** A duration as a person reads it: `340 ms`, `2.4 s`. */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
