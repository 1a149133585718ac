import { mayClose, reopens, type OpenFence } from "./code-fence.ts";

/** Most characters before the anchor. */
const longest = 200;

/** One line of talk such as `Sure, continuing:`. It begins like a sentence, so code and list items are none. */
const talkStart = String.raw`["“*_(\[]*`;
const talk = String.raw`${talkStart}(?!\p{Ll})\p{L}[^\n]*`;
const talkLine = String.raw`${talk}[:：.!。！…][*_)\]"”]*[^\S\n]*\n`;
const fence = "(?:`{3,}|~{3,})[^\n`]*";
/** Signs that something was left out, and opening quotes. */
const marks = String.raw`(?:…|\.{3})?["'“‘]{0,2}(?:…|\.{3})?`;
const unfinishedMarks = String.raw`(?:…|\.{1,3})?["'“‘]{0,2}(?:…|\.{1,3})?`;

const whole = new RegExp(
  String.raw`^(?<talk>${talkLine})?(?<blank>\s*)(?:(?<fence>${fence})\n(?<gap>\s*))?(?<marks>${marks})\s*$`,
  "u",
);
const unfinished = new RegExp(
  String.raw`^(?:${talkStart}|${talk}|(?:${talkLine})?\s*(?:[\x60~]{1,2}|${fence}|(?:${fence}\n\s*)?${unfinishedMarks}\s*))$`,
  "u",
);

/** What comes before a model goes on with an answer. */
export interface LeadIn {
  /** The answer may go on right behind it with less than the anchor: nothing is dropped that could belong to it. */
  readonly isNothing: boolean;
  /** The answer may as well begin a part behind it that is like its own beginning: a block of code was closed. */
  readonly mayBeNew: boolean;
}

/** Whether a model may begin the answer's next part, or the anchor, behind this text. Undefined when it cannot. */
export function leadIn(text: string, open: OpenFence | undefined): LeadIn | undefined {
  if (text.length > longest) return undefined;
  const groups = whole.exec(text)?.groups;
  if (!groups) return undefined;
  const isBare = groups["talk"] === undefined && groups["marks"] === "";
  const fenced = groups["fence"];
  const gap = fenced === undefined ? groups["blank"] : groups["gap"];
  // A line that is there twice in the answer comes after a line break; one that the model repeats does not.
  const isNewLine = gap?.includes("\n") === true;
  const mayBeNew = fenced !== undefined && mayClose(fenced, open);
  return { mayBeNew, isNothing: isBare && !isNewLine && (fenced === undefined || reopens(fenced, open)) };
}

/** Whether more text can make a lead-in of this. */
export function mayBecomeLeadIn(text: string): boolean {
  return text.length <= longest && unfinished.test(text);
}
