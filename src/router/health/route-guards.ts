import type { FailureScope } from "../../spec/failure.ts";
import type { HealthScope } from "../../spec/health.ts";
import type { Route } from "../../spec/provider.ts";

/** What a failure of this scope on this route counts against; undefined for a scope of `none`. */
export function guardOf(route: Route, scope: FailureScope): HealthScope | undefined {
  switch (scope) {
    case "none":
      return undefined;
    case "provider":
      return { scope, key: route.provider };
    case "credential":
      return { scope, key: route.credential };
    case "model":
      return { scope, key: `${route.provider}/${route.model}` };
    case "credential-model":
      return { scope, key: `${route.credential}/${route.model}` };
  }
}

const guardScopes = ["provider", "credential", "model", "credential-model"] as const satisfies readonly FailureScope[];

/** Everything that must be well for the route to be used: its provider, its key, its model, and its key's limit on the model. */
export function guardsOf(route: Route): readonly HealthScope[] {
  return guardScopes.flatMap((scope) => guardOf(route, scope) ?? []);
}
