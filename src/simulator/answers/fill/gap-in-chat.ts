import type { ChatPrompt } from "../../prompt.ts";
import type { Gap } from "./caret.ts";

/** A mark for the caret, in one of the forms that instructions use: `⟦GAP⟧`, `<CURSOR>`, `[[FILL]]`, `{{caret}}`. */
const MARK =
  /⟦\w+⟧|<\|?\/?(?:gap|cursor|caret|fill|hole|fim)\w*\|?\/?>|(?:\[\[|\{\{)(?:gap|cursor|caret|fill|hole)\w*(?:\]\]|\}\})/i;

/** Lines before the document that tell about it. */
const HEADER = /^(?:(?:File|Path|Language): [^\n]*\n)+\n?/i;

/**
 * The gap, when a conversation asks to fill one: the system text explains a mark, and the last message is a document
 * that holds the same mark.
 */
export function gapAskedFor(prompt: ChatPrompt): Gap | undefined {
  const mark = MARK.exec(prompt.system)?.[0];
  const last = prompt.turns.at(-1);
  if (mark === undefined || last?.role !== "user") return undefined;
  const header = HEADER.exec(last.text)?.[0] ?? "";
  const document = last.text.slice(header.length);
  const at = document.indexOf(mark);
  if (at < 0) return undefined;
  const language = /^Language: (.+)$/im.exec(header)?.[1];
  return {
    prefix: document.slice(0, at),
    suffix: document.slice(at + mark.length),
    ...(language === undefined ? {} : { language }),
  };
}
