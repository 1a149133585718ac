import type { EndEvent } from "../../router/events.ts";
import type { CallQuery, Router } from "../../router/types.ts";
import type { Failure } from "../../spec/failure.ts";
import type { Suggestion } from "./cache.ts";
import type { Gap } from "./gap.ts";
import { anchorOf, type Place, typedSince } from "./place.ts";
import { opening, shape } from "./shape.ts";

/** How a call for one place ended. A suggestion's text is empty when the model had nothing to add. */
export type Landing =
  | { readonly kind: "suggestion"; readonly suggestion: Suggestion }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "cancelled" };

/** A call under way for one place. */
export interface Flight {
  /** The scope of the place it was begun for. */
  readonly scope: string;
  /** Settles as soon as nothing that may still come can change the suggestion, which is often before the call ends. */
  readonly landing: Promise<Landing>;
  /** Whether its answer so far suits this place, because the user typed what it predicts, or nothing. */
  suits(place: Place): boolean;
  /** Ends the call and closes its socket, at once and in silence. Harmless when it is over. */
  cancel(): void;
}

/** Asks a model, and stops it as soon as the suggestion is complete. */
export function startFlight(router: Pick<Router, "call">, query: CallQuery, place: Place, gap: Gap): Flight {
  const abort = new AbortController();
  const anchor = anchorOf(place);
  const { promise, resolve, reject } = Promise.withResolvers<Landing>();
  let raw = "";
  let callId = "";
  const land = (text: string) => resolve({ kind: "suggestion", suggestion: { anchor, text, callId } });

  const fly = async () => {
    for await (const event of router.call(query, abort.signal)) {
      if (event.type === "attempt") callId = event.callId;
      if (event.type === "end") return touchDown(event);
      if (event.type !== "text") continue;
      raw += event.text;
      const sofar = shape(raw, gap, "open");
      // Leaving the loop ends the call, so that nothing is paid for that would be cut off. Nobody waits for that.
      if (sofar.complete) return land(sofar.text);
    }
  };
  const touchDown = ({ record, failure }: EndEvent) => {
    if (record.outcome === "cancelled") return resolve({ kind: "cancelled" });
    const answered = record.attempts.findLast(({ outcome }) => outcome === "succeeded") ?? record.attempts.at(-1);
    const isWhole = failure === undefined && answered?.finish !== "length";
    const { text } = shape(raw, gap, isWhole ? "whole" : "cut");
    // Whole lines that came before a failure are as good as others.
    return failure !== undefined && text === "" ? resolve({ kind: "failed", failure }) : land(text);
  };
  fly().catch(reject);

  return {
    scope: anchor.scope,
    landing: promise,
    suits: (other) => typedSince(anchor, opening(raw, gap), other) !== undefined,
    cancel() {
      abort.abort();
      resolve({ kind: "cancelled" });
    },
  };
}
