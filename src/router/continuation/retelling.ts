import { isTelling, type ShownText } from "./shown-text.ts";
import { startsWord } from "./word-start.ts";

/** Bare characters from the start of the answer on, after which a model is telling it from the start again. */
const longBeginning = 40;

/**
 * - `retelling`: all so far is somewhere in what was shown
 * - `caught-up`: it is the end of what was shown, and what follows is new
 * - `strayed`: it was what was shown from its start on, and then something else
 * - `unlike`: it is nowhere in what was shown
 */
export type Standing = "retelling" | "caught-up" | "strayed" | "unlike";

/** A model that tells again what was shown, from some place on, followed character by character. */
export class Retelling {
  readonly #shown: ShownText;
  readonly #anchor: string;
  readonly #mayBeShort: boolean;
  readonly #mayBeNew: boolean;
  #told = "";
  /** The first place in the shown text where all that was told is. */
  #place = 0;

  /**
   * `anchor` is bare. `mayBeShort`: less than the anchor counts as well, if it is telling. `mayBeNew`: it may also be a
   * part of the answer that begins as the answer did, so that nothing is lost when it goes elsewhere.
   */
  constructor(shown: ShownText, anchor: string, mayBeShort: boolean, mayBeNew: boolean) {
    this.#shown = shown;
    this.#anchor = anchor;
    this.#mayBeShort = mayBeShort;
    this.#mayBeNew = mayBeNew;
  }

  /** Takes the next character (a UTF-16 code unit), which is not white space. */
  add(character: string): Standing {
    const { bare } = this.#shown;
    const told = this.#told + character;
    const goesOn = bare.charAt(this.#place + this.#told.length) === character;
    const place = goesOn ? this.#place : bare.indexOf(told, this.#place + 1);
    if (place < 0) return this.#isFromTheStart() ? "strayed" : "unlike";
    this.#told = told;
    this.#place = place;
    return this.#isCaughtUp() ? "caught-up" : "retelling";
  }

  /** Whether a model that stops here was telling again what was shown, and not saying something that is like it. */
  get isBrokenOff(): boolean {
    const isInAnchor = this.#place === this.#shown.bare.length - this.#anchor.length;
    return this.#isFromTheStart() || (isInAnchor && isTelling(this.#told));
  }

  #isCaughtUp(): boolean {
    if (this.#told === this.#anchor) return true;
    const { bare, body } = this.#shown;
    // The first place is the last one too, then: text that is there twice is no sign of where the model is.
    if (this.#place + this.#told.length < bare.length) return false;
    if (this.#told.length >= this.#anchor.length) return true;
    return this.#mayBeShort && isTelling(this.#told) && startsWord(body, this.#shown.placeOf(this.#place));
  }

  #isFromTheStart(): boolean {
    return !this.#mayBeNew && this.#told.length >= longBeginning && this.#shown.bare.lastIndexOf(this.#told) === 0;
  }
}
