import { openFence, withoutReopening, type OpenFence } from "./code-fence.ts";
import { leadIn, mayBecomeLeadIn } from "./lead-in.ts";
import { Retelling } from "./retelling.ts";
import { bareOf, ShownText } from "./shown-text.ts";
import { TailSkip } from "./tail-skip.ts";

/**
 * - `joined`: what came fits to what was shown
 * - `lost`: it was a repetition that went elsewhere or ended before anything new; none of it was let through
 * - `empty`: nothing came, or white space alone
 */
export type SeamVerdict = "joined" | "lost" | "empty";

export interface SeamEnd {
  /** The last piece to be shown. */
  readonly text: string;
  readonly verdict: SeamVerdict;
}

type Phase =
  | { readonly kind: "searching"; readonly held: string; readonly retellings: readonly Retelling[] }
  | { readonly kind: "caught-up"; readonly skip: TailSkip }
  | { readonly kind: "flowing" }
  | { readonly kind: "lost" };

/**
 * Takes what another model says when it is asked to go on, and lets through what is new.
 *
 * Dropped is: the anchor, whatever its white space; more than the anchor, up to the whole answer; less than the anchor,
 * if it begins with a word, is telling, and is only at the end of what was shown; and before the anchor, a line of talk,
 * marks of omission and a code fence that is open already. The same comes out however the text is cut into pieces.
 *
 * Where none of it is there the text is joined as it is: a model that left out the blank between two words looks like one
 * that went on in mid-word, and a blank in a word is the worse of the two. A model that says anew, right at the seam,
 * what only the end of the shown text says (a line that is to be there twice), or that begins the next part just as the
 * answer began, cannot be told from one that repeats itself, and is taken for that.
 */
export class Seam {
  readonly #shown: ShownText;
  readonly #anchor: string;
  readonly #fence: OpenFence | undefined;
  #phase: Phase = { kind: "searching", held: "", retellings: [] };

  /** `shown` is all of the answer that was shown, `anchor` what `continueRequest` found for it. */
  constructor(shown: string, anchor: string) {
    this.#shown = new ShownText(shown);
    this.#anchor = bareOf(anchor);
    this.#fence = openFence(shown);
  }

  /** Takes the next piece, and returns what may be shown now. */
  push(text: string): string {
    let news = "";
    // By character, so that how the text is cut changes nothing.
    for (let index = 0; index < text.length; index++) {
      if (this.#phase.kind === "flowing") return news + text.slice(index);
      news += this.#add(text.charAt(index));
    }
    return news;
  }

  /** The model said all. */
  end(): SeamEnd {
    const phase = this.#phase;
    switch (phase.kind) {
      case "searching":
        return this.#endOfSearch(phase.held, phase.retellings);
      case "caught-up":
        return { text: phase.skip.end(), verdict: "joined" };
      case "flowing":
        return { text: "", verdict: "joined" };
      case "lost":
        return { text: "", verdict: "lost" };
    }
  }

  #add(character: string): string {
    const phase = this.#phase;
    switch (phase.kind) {
      case "searching":
        return this.#search(phase.held, character, phase.retellings);
      case "caught-up":
        return this.#skip(phase.skip, character);
      case "flowing":
        return character;
      case "lost":
        return "";
    }
  }

  #search(before: string, character: string, all: readonly Retelling[]): string {
    const held = before + character;
    const retellings = character.trim() === "" ? all : this.#follow(before, character, all);
    // Caught up or lost.
    if (!retellings) return "";
    if (retellings.length > 0 || mayBecomeLeadIn(held)) {
      this.#phase = { kind: "searching", held, retellings };
      return "";
    }
    this.#phase = { kind: "flowing" };
    return this.#asItIs(held);
  }

  /** The retellings that are still going on, one that begins here among them. Undefined when the search is over. */
  #follow(before: string, character: string, all: readonly Retelling[]): readonly Retelling[] | undefined {
    const lead = leadIn(before, this.#fence);
    const retellings = lead ? [...all, new Retelling(this.#shown, this.#anchor, lead.isNothing, lead.mayBeNew)] : all;
    const standings = retellings.map((retelling) => retelling.add(character));
    if (standings.includes("caught-up")) {
      const skip = new TailSkip(this.#shown.tail);
      this.#phase = skip.isOver ? { kind: "flowing" } : { kind: "caught-up", skip };
      return undefined;
    }
    if (standings.includes("strayed")) {
      this.#phase = { kind: "lost" };
      return undefined;
    }
    return retellings.filter((_, index) => standings[index] === "retelling");
  }

  #skip(skip: TailSkip, character: string): string {
    const news = skip.add(character);
    if (skip.isOver) this.#phase = { kind: "flowing" };
    return news;
  }

  #endOfSearch(held: string, retellings: readonly Retelling[]): SeamEnd {
    if (held.trim() === "") return { text: held, verdict: "empty" };
    if (retellings.some(({ isBrokenOff }) => isBrokenOff)) return { text: "", verdict: "lost" };
    return { text: this.#asItIs(held), verdict: "joined" };
  }

  #asItIs(held: string): string {
    return withoutReopening(held, this.#fence, this.#shown.tail);
  }
}
