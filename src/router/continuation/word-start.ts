const word = /[\p{L}\p{N}\p{M}_]/u;

/** Scripts that put no blanks between words: any of their characters may begin one. */
const blankless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** What belongs to the character before it: combining marks, selectors, joiners. */
const attached = /[\p{M}\u200c\u200d]/u;

/** Whether a word, a number or a run of signs begins at `index`. Never inside of a code point, never at white space. */
export function startsWord(text: string, index: number): boolean {
  const here = codePointAt(text, index);
  if (here === undefined || isLowSurrogate(text, index) || here.trim() === "") return false;
  const before = index === 0 ? "" : codePointAt(text, isLowSurrogate(text, index - 1) ? index - 2 : index - 1);
  if (before === undefined || before.trim() === "") return true;
  if (attached.test(here)) return false;
  return blankless.test(here) || word.test(before) !== word.test(here);
}

/** Whether `index` is between the two halves of a code point. */
export function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function codePointAt(text: string, index: number): string | undefined {
  const point = text.codePointAt(index);
  return point === undefined ? undefined : String.fromCodePoint(point);
}
