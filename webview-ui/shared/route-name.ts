/** The short name of a route: its model, without its key's label and the vendor that some gateways put before it. */
export function modelOf(routeId: string): string {
  const model = withoutLabel(routeId.slice(routeId.indexOf("/") + 1));
  return model.slice(model.lastIndexOf("/") + 1);
}

/** Provider and key's label, where it has one: `openai`, `openai, work`. */
export function providerOf(routeId: string): string {
  const provider = routeId.slice(0, Math.max(routeId.indexOf("/"), 0));
  const label = routeId.slice(withoutLabel(routeId).length + 1);
  return label === "" ? provider : `${provider}, ${label}`;
}

function withoutLabel(route: string): string {
  return route.replace(/#[^#]*$/, "");
}
