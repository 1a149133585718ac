import type { ModelInfo, Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Directory, PlanQuery, PrivacyRule } from "../types.ts";
import { needsOf, type CapabilityMemory, type Need } from "./capability-memory.ts";
import { isOnThisMachine } from "./on-this-machine.ts";

/** What decides whether a request suits a route. */
export interface FitnessPorts {
  readonly directory: Directory;
  readonly capabilities: CapabilityMemory;
  readonly privacy: PrivacyRule;
}

/** What a call asks for. */
export interface Demand {
  readonly request: ModelRequest | undefined;
  /** Tokens that the window must be larger than. */
  readonly window: number;
  /** Why it may only go to models on this machine; undefined where it may go anywhere. */
  readonly keptHere: string | undefined;
}

/** Why it may only go to models on this machine, looked up once for a plan. */
export function demandOf(
  { privacy }: FitnessPorts,
  query: PlanQuery,
  request: ModelRequest | undefined,
  largerThan: number,
): Demand {
  const keptHere = query.paths && query.paths.length > 0 ? privacy(query.paths) : undefined;
  return { request, window: Math.max(query.promptTokens ?? 0, largerThan), keptHere };
}

/** Why the request does not suit the route, as a phrase; undefined when it does, as far as is known. */
export function unfit(ports: FitnessPorts, demand: Demand, route: Route): string | undefined {
  if (demand.keptHere !== undefined && !isOnThisMachine(ports.directory, route.provider)) return demand.keptHere;
  const model = ports.directory.model(route.provider, route.model);
  const window = model?.contextWindow;
  if (window !== undefined && demand.window >= window) {
    return `the prompt does not fit its window of ${Math.round(window / 1000)}k tokens`;
  }
  if (!demand.request) return undefined;
  const missing = model && needsOf(demand.request).find((need) => cannot(model, need));
  if (missing !== undefined) return `it does not take ${missing}`;
  const refused = ports.capabilities.lacks(route, demand.request);
  return refused === undefined ? undefined : `it refused ${refused} before`;
}

/** What the provider's listing says the model cannot do. Filling a gap is never said: any chat model can be asked to. */
function cannot({ takesPictures, takesTools }: ModelInfo, need: Need): boolean {
  return (need === "pictures" && takesPictures === false) || (need === "tools" && takesTools === false);
}
