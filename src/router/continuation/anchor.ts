import { bareOf, isTelling, type ShownText } from "./shown-text.ts";
import { isLowSurrogate, startsWord } from "./word-start.ts";

/** In characters. */
const shortest = 24;
const longest = 2000;

/**
 * The last stretch of a shown text, by which its end is recognised: the shortest one from a word's start on that is
 * telling and is nowhere else in the text, whatever the white space. The whole of a text that is shorter. A text that
 * only repeats itself for longer than `longest` has no such stretch and gets one of that length.
 */
export function anchorOf({ body, bare }: ShownText): string {
  const starts = startsIn(body);
  const isUnique = (start: number): boolean => {
    const stretch = bareOf(body.slice(start));
    return isTelling(stretch) && bare.indexOf(stretch) === bare.length - stretch.length;
  };
  // What holds for a stretch holds for every longer one, so the shortest is found by halving.
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isUnique(starts[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return body.slice(starts[low] ?? 0).trimStart();
}

/** Where an anchor may begin, the shortest one first. */
function startsIn(body: string): readonly number[] {
  const from = Math.max(0, body.length - longest);
  const all = Array.from({ length: Math.max(0, body.length - shortest - from + 1) }, (_, back) => {
    return body.length - shortest - back;
  });
  const words = all.filter((index) => startsWord(body, index));
  return words.length > 0 ? words : all.filter((index) => !isLowSurrogate(body, index));
}
