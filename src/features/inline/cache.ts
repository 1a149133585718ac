import { type Anchor, type Place, typedSince } from "./place.ts";

/** A model's answer for one place. */
export interface Suggestion {
  readonly anchor: Anchor;
  /** Shaped, not yet fitted to what is behind the caret. Empty when the model had nothing to add. */
  readonly text: string;
  /** `CallRecord.id` of the call that wrote it. */
  readonly callId: string;
}

/** A suggestion that suits a place, and how much of it the user has typed already. */
export interface Hit {
  readonly suggestion: Suggestion;
  readonly typed: string;
}

const capacity = 100;

/** The last suggestions, in memory only. The least recently used go first. */
export class SuggestionCache {
  /** The most recently used last. */
  readonly #entries: Suggestion[] = [];

  add(suggestion: Suggestion): void {
    const same = this.#entries.findIndex(({ anchor }) => isSame(anchor, suggestion.anchor));
    if (same >= 0) this.#entries.splice(same, 1);
    this.#entries.push(suggestion);
    if (this.#entries.length > capacity) this.#entries.shift();
  }

  /** The most recent suggestion for this place, also when the user typed the first characters of it meanwhile. */
  find(place: Place): Hit | undefined {
    for (const suggestion of this.#entries.toReversed()) {
      const typed = typedSince(suggestion.anchor, suggestion.text, place);
      if (typed === undefined || (typed === suggestion.text && typed !== "")) continue;
      this.#entries.splice(this.#entries.indexOf(suggestion), 1);
      this.#entries.push(suggestion);
      return { suggestion, typed };
    }
    return undefined;
  }
}

function isSame(one: Anchor, other: Anchor): boolean {
  return one.scope === other.scope && one.before === other.before && one.after === other.after;
}
