import type { CallQuery, EndEvent, Router } from "../../router/types.ts";
import type { Failure } from "../../spec/failure.ts";
import type { FinishReason } from "../../spec/stream.ts";
import type { Gap } from "./gap.ts";
import { type Anchor, anchorOf, type Place, typedSince } from "./place.ts";
import { type Ending, opening, shape } from "./shape.ts";

/** What came of a request. `text` is shaped and may be empty. */
export type Answer =
  | { readonly kind: "answered"; readonly text: string; readonly routeId: string; readonly isCut: boolean }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "cancelled" };

/** One request under way, with what it predicted so far. */
export class LiveRequest {
  readonly anchor: Anchor;
  /** Never rejects for an expected failure. Settles as soon as the shape is complete, which is often before the call ends. */
  readonly answer: Promise<Answer>;
  readonly #gap: Gap;
  readonly #controller = new AbortController();
  readonly #settle: (answer: Answer) => void;
  #raw = "";
  #routeId = "";
  #finish: FinishReason | undefined;

  constructor(router: Pick<Router, "call">, query: CallQuery, place: Place, gap: Gap) {
    this.anchor = anchorOf(place);
    this.#gap = gap;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.answer = promise;
    this.#settle = resolve;
    this.#read(router.call(query, this.#controller.signal)).catch(reject);
  }

  /** Whether the place is the one that was asked for, or the user typed there what has been predicted so far. */
  follows(place: Place): boolean {
    return typedSince(this.anchor, opening(this.#raw, this.#gap), place) !== undefined;
  }

  /** Ends the call and closes its connection, at once and in silence. */
  cancel(): void {
    this.#controller.abort();
    this.#settle({ kind: "cancelled" });
  }

  async #read(events: ReturnType<Router["call"]>): Promise<void> {
    for await (const event of events) {
      if (event.type === "attempt") this.#routeId = event.route.id;
      else if (event.type === "finish") this.#finish = event.reason;
      else if (event.type === "end") this.#settle(this.#conclude(event));
      else if (event.type === "text") {
        this.#raw += event.text;
        const { text, complete } = shape(this.#raw, this.#gap, "open");
        if (!complete) continue;
        this.#settle({ kind: "answered", text, routeId: this.#routeId, isCut: false });
        // Leaving the loop ends the attempt: no token is paid for that would be cut off.
        return;
      }
    }
  }

  #conclude({ record, failure }: EndEvent): Answer {
    if (record.outcome === "cancelled") return { kind: "cancelled" };
    if (failure !== undefined) return { kind: "failed", failure };
    const ending: Ending = this.#finish === "length" ? "cut" : "whole";
    const { text } = shape(this.#raw, this.#gap, ending);
    return { kind: "answered", text, routeId: this.#routeId, isCut: ending === "cut" };
  }
}
