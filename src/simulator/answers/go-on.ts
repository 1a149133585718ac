import type { ChatPrompt } from "../prompt.ts";

/** What is asked when an answer that broke off is to be continued. */
export interface Continuing {
  /** The conversation up to the question whose answer broke off. */
  readonly asked: ChatPrompt;
  /** What of the answer is there already. */
  readonly said: string;
  /** The end of it, with which the rest is to begin. */
  readonly anchor: string;
}

/** Fewer characters than these at the end of both turns are chance. */
const leastAnchor = 8;

/** Tells a request to go on with a broken answer: its last turn ends with the very words with which the answer breaks off. */
export function continuing(prompt: ChatPrompt): Continuing | undefined {
  const [answer, request] = prompt.turns.slice(-2);
  if (answer?.role !== "assistant" || request?.role !== "user") return undefined;
  const said = answer.text.trimEnd();
  const anchor = commonEnd(said, request.text.trimEnd());
  const whole = anchor === said ? 1 : leastAnchor;
  return anchor.length < whole ? undefined : { asked: { ...prompt, turns: prompt.turns.slice(0, -2) }, said, anchor };
}

/** The anchor, and then what `whole` has after the words that were said. */
export function goOn({ said, anchor }: Continuing, whole: string): string {
  if (whole.startsWith(said)) return anchor + whole.slice(said.length);
  const at = whole.lastIndexOf(anchor);
  return at < 0
    ? `${anchor}\n\n*The simulator cannot go on with another's words.*`
    : anchor + whole.slice(at + anchor.length);
}

function commonEnd(one: string, other: string): string {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-length - 1) === other.at(-length - 1)) length += 1;
  // A full stop and a blank line before the words may be the same in both by chance.
  return one
    .slice(one.length - length)
    .replace(/^[^\p{L}\p{N}\n]{0,3}\n\n+/u, "")
    .trimStart();
}
