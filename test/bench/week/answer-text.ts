import type { SimCall } from "./workload.ts";

/** One word for so many tokens: enough to see where a text is cut, and no more. */
const tokensAWord = 12;

/** The whole answer to a call. No two words of it are alike, so that a seam shows. */
export function answerTextOf({ id, answerTokens }: SimCall): string {
  const words = Math.max(2, Math.ceil(answerTokens / tokensAWord));
  return Array.from({ length: words }, (_, at) => `${id}w${at}`).join(" ");
}

/**
 * Where in `whole` a model begins that is asked to go on with `shown`: a few words before its end, as one does who is
 * told to repeat the last words first. At the beginning for a text it does not know.
 */
export function resumeAt(whole: string, shown: string): number {
  const known = shown.trimEnd();
  if (known === "" || !whole.startsWith(known)) return 0;
  const back = Math.max(0, known.length - repeated);
  return back === 0 ? 0 : whole.indexOf(" ", back) + 1;
}

/** Characters that are repeated at a seam. */
const repeated = 80;
