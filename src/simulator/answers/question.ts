import type { ChatPrompt } from "../prompt.ts";
import { sumsIn } from "./arithmetic.ts";
import { fileNamed } from "./code/find-code.ts";

/** A question that rules can answer: each looks for its own and gives its answer in markdown, or nothing. */
type Rule = (question: string, prompt: ChatPrompt, now: number) => string | undefined;

const MOST_KEYWORDS = 6;

/** The question in markdown: what rules can truly answer of it, else what was understood of it. */
export function answerQuestion(question: string, prompt: ChatPrompt, now: number): string {
  const found = RULES.map((rule) => rule(question, prompt, now)).filter((part) => part !== undefined);
  return found.length > 0 ? found.join("\n\n") : restate(question);
}

const RULES: readonly Rule[] = [greeting, sums, counting, clockAndCalendar, earlierQuestions, whoAnswers];

function greeting(question: string): string | undefined {
  return /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you)\b[^?]{0,30}$/i.test(question)
    ? "Hello. I am a stand-in for a model: I can explain code you select, do sums, count, and tell what was said before."
    : undefined;
}

function sums(question: string): string | undefined {
  const lines = sumsIn(question).map(({ expression, value }) => `\`${expression}\` is **${value}**.`);
  return lines.length === 0 ? undefined : lines.join("\n\n");
}

/** "How many r in strawberry", "how many words in …". */
function counting(question: string): string | undefined {
  const asked = /how many\s+["'`]?(\w+?)["'`]?(?:'?s)?\s+(?:are\s+)?(?:there\s+)?(?:are\s+)?in\s+(?:the (?:word|text|sentence)\s+)?["'`:]*(.+?)["'`]*\s*\??\s*$/is.exec(
    question,
  );
  const [, unit = "", text = ""] = asked ?? [];
  if (asked === null || text.trim() === "") return undefined;
  const counts: Readonly<Record<string, number>> = {
    word: text.split(/\s+/).filter((word) => word !== "").length,
    letter: text.match(/\p{L}/gu)?.length ?? 0,
    character: [...text].length,
    line: text.split("\n").length,
    vowel: text.match(/[aeiou]/gi)?.length ?? 0,
  };
  const counted = counts[unit.toLowerCase()] ?? (unit.length === 1 ? occurrences(text, unit) : undefined);
  if (counted === undefined) return undefined;
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `In "${shown}" I count **${counted}** × ${unit.length === 1 ? `\`${unit}\`` : unit}.`;
}

function occurrences(text: string, letter: string): number {
  return text.toLowerCase().split(letter.toLowerCase()).length - 1;
}

function clockAndCalendar(question: string): string | undefined {
  if (!/\b(?:what(?:'s| is)?|which|tell me)\b.{0,20}\b(?:time|date|day|today|year|month)\b/i.test(question)) return undefined;
  const at = new Date(now2(question, Date.UTC(1970, 0)));
  return at.toISOString();
}

function now2(_question: string, at: number): number {
  return at;
}
