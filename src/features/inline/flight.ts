import type { CallQuery, EndEvent, Router } from "../../router/types.ts";
import type { Suggestion } from "./cache.ts";
import type { Gap } from "./gap.ts";
import { anchorOf, type Place, typedSince } from "./place.ts";
import { opening, shape } from "./shape.ts";

/** How a call for one place ended. */
export type Landing =
  | { readonly kind: "suggestion"; readonly suggestion: Suggestion }
  | { readonly kind: "failed"; readonly end: EndEvent }
  | { readonly kind: "cancelled" };

/** A call under way for one place. */
export interface Flight {
  readonly landing: Promise<Landing>;
  /** Whether its answer so far suits this place, because the user typed what it predicts, or nothing. */
  suits(place: Place): boolean;
  /** Ends the call and closes its socket. Harmless when it is over. */
  cancel(): void;
}

/** Asks a model, and stops as soon as nothing that may still come can change the suggestion. */
export function startFlight(router: Pick<Router, "call">, query: CallQuery, place: Place, gap: Gap): Flight {
  const abort = new AbortController();
  const anchor = anchorOf(place);
  const { promise, resolve, reject } = Promise.withResolvers<Landing>();
  let raw = "";
  let routeId = "";
  const land = (text: string) => resolve({ kind: "suggestion", suggestion: { anchor, text, routeId } });

  const fly = async () => {
    for await (const event of router.call(query, abort.signal)) {
      if (event.type === "attempt") routeId = event.route.id;
      if (event.type === "end") return touchDown(event);
      if (event.type !== "text") continue;
      raw += event.text;
      const so = shape(raw, gap, "open");
      // Leaving the loop ends the call; the suggestion need not wait for that.
      if (so.complete) return land(so.text);
    }
  };
  const touchDown = (end: EndEvent) => {
    if (end.record.outcome === "cancelled") return resolve({ kind: "cancelled" });
    if (end.record.outcome === "failed" && !end.interrupted) return resolve({ kind: "failed", end });
    const whole = end.record.outcome === "succeeded" && end.record.attempts.at(-1)?.finish !== "length";
    return land(shape(raw, gap, whole ? "whole" : "cut").text);
  };
  fly().catch(reject);

  return {
    landing: promise,
    suits: (other) => typedSince(anchor, opening(raw, gap), other) !== undefined,
    cancel: () => abort.abort(),
  };
}
