import type { CallRecord } from "../../spec/call.ts";
import type { Route } from "../../spec/provider.ts";
import type { Cost } from "../../spec/usage.ts";

/** What is known of a call when its answer begins. */
export interface CallFacts {
  readonly callId: string;
  readonly route: Route;
  readonly attempts: number;
  /** What the route has no words for. */
  readonly leftOut: readonly string[];
}

/** Tells the caller who answers. */
export function callHeaders({ callId, route, attempts, leftOut }: CallFacts): Readonly<Record<string, string>> {
  return {
    "x-switchyard-call": callId,
    // By this name the SDKs of OpenAI tell a request's id.
    "x-request-id": callId,
    "x-switchyard-route": headerText(route.id),
    "x-switchyard-attempts": String(attempts),
    ...(leftOut.length > 0 && { "x-switchyard-left-out": headerText(leftOut.join(", ")) }),
  };
}

/** What is known only when the answer is over: headers of one in one piece, trailers of a streamed one. */
export function endHeaders({ attempts }: CallRecord, cost: Cost | undefined): Readonly<Record<string, string>> {
  return {
    "x-switchyard-attempts": String(attempts.length),
    ...(cost && { "x-switchyard-cost-usd": cost.kind === "known" ? String(cost.usd) : "unknown" }),
  };
}

/** The trailers that a streamed answer announces. */
export const trailerNames = "x-switchyard-attempts, x-switchyard-cost-usd";

/** Characters of a header: many a client takes no more than 8 kB of all of them together. */
const mostCharacters = 1000;

/** A key's label may be in any script; a header may not. What the caller names itself may be of any length. */
function headerText(text: string): string {
  return text.slice(0, mostCharacters).replaceAll(/[^\x20-\x7e]/g, "?");
}
