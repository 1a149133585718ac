/** Fewer characters than this in a row, or fewer different ones, may be the same by chance. */
const leastLength = 12;
const leastVariety = 6;

/**
 * Text that was shown, for comparing it with what another model makes of it. Models change white space when they repeat
 * something, so texts are compared bare: with all white space taken out.
 */
export class ShownText {
  /** Without the `tail`. */
  readonly body: string;
  /** What no model is asked to repeat: white space at the end, and half a code point if the answer broke off in one. */
  readonly tail: string;
  readonly bare: string;
  #places: readonly number[] | undefined;

  constructor(shown: string) {
    this.body = shown.replace(/[\ud800-\udbff]$/, "").trimEnd();
    this.tail = shown.slice(this.body.length);
    this.bare = bareOf(this.body);
  }

  /** The index in `body` of what is at `index` in `bare`. */
  placeOf(index: number): number {
    this.#places ??= placesOf(this.body);
    return this.#places[index] ?? this.body.length;
  }
}

export function bareOf(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

/** Whether bare text is long and varied enough to be recognised. A line of dashes is not. */
export function isTelling(bare: string): boolean {
  return bare.length >= leastLength && new Set(bare).size >= leastVariety;
}

function placesOf(text: string): readonly number[] {
  const places: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text.charAt(index).trim() !== "") places.push(index);
  }
  return places;
}
