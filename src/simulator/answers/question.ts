import type { ChatPrompt } from "../prompt.ts";
import { sumsIn } from "./arithmetic.ts";
import { fileNamed } from "./code/find-code.ts";

/** Answers the questions of one kind, in markdown; nothing for all others. */
type Rule = (question: string, prompt: ChatPrompt, now: number) => string | undefined;

const RULES: readonly Rule[] = [greeting, sums, counting, clock, earlier, whoAnswers];

/** What rules can truly answer of a question, else what was understood of it. */
export function answerQuestion(question: string, prompt: ChatPrompt, now: number): string {
  const found = RULES.map((rule) => rule(question, prompt, now)).filter((part) => part !== undefined);
  return found.length > 0 ? found.join("\n\n") : restate(question);
}

function greeting(question: string): string | undefined {
  const greets = /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you)\b[^?]{0,30}$/i.test(
    question,
  );
  return greets
    ? "Hello. I am a stand-in for a model: I can explain code, do sums, count, and tell what was said before."
    : undefined;
}

function sums(question: string): string | undefined {
  const lines = sumsIn(question).map(({ expression, value }) => `\`${expression}\` is **${value}**.`);
  return lines.length === 0 ? undefined : lines.join("\n\n");
}

const COUNTING =
  /how many\s+["'`]?(\w+?)["'`]?(?:'?s)?\s+(?:are\s+)?(?:there\s+)?in\s+(?:the (?:word|text|sentence)\s+)?["'`:]*(.+?)["'`]*\s*\??\s*$/is;

/** Such as "how many r in strawberry" or "how many words are in …". */
function counting(question: string): string | undefined {
  const [, unit = "", text = ""] = COUNTING.exec(question) ?? [];
  if (text.trim() === "") return undefined;
  const amount = countOf(unit.toLowerCase(), text);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const things = unit.length === 1 ? `\`${unit}\`` : `${unit}${amount === 1 ? "" : "s"}`;
  return amount === undefined ? undefined : `In "${shown}" I count **${amount}** ${things}.`;
}

function countOf(unit: string, text: string): number | undefined {
  switch (unit) {
    case "word":
      return text.split(/\s+/).filter((word) => word !== "").length;
    case "letter":
      return text.match(/\p{L}/gu)?.length ?? 0;
    case "vowel":
      return text.match(/[aeiou]/gi)?.length ?? 0;
    case "character":
      return [...text].length;
    case "line":
      return text.split("\n").length;
    default:
      return unit.length === 1 ? text.toLowerCase().split(unit).length - 1 : undefined;
  }
}

/** In UTC: the simulator does not know where the person is. */
function clock(question: string, _prompt: ChatPrompt, now: number): string | undefined {
  if (!/\bwhat(?:'s| is)?\b.{0,12}\b(?:time|date|day|today|year|month)\b/i.test(question)) return undefined;
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(now);
  return `By this machine's clock it is **${day}**, ${new Date(now).toISOString().slice(11, 16)} UTC.`;
}

const MOST_QUOTED = 100;

/** Such as "what did I ask before". */
function earlier(question: string, prompt: ChatPrompt): string | undefined {
  const asks =
    /\bwhat (?:did|have) (?:i|we)\b.*\b(?:ask|asked|say|said|talk|discuss|tell|told)/i.test(question) ||
    /\b(?:my|the) (?:first|last|previous|earlier) (?:question|message)/i.test(question);
  if (!asks) return undefined;
  const said = prompt.turns.filter(({ role }) => role === "user").slice(0, -1);
  if (said.length === 0) return "This is the first thing you ask in this conversation.";
  const list = said.map(({ text }, index) => `${index + 1}. ${firstLine(text)}`);
  return `Before this you asked:\n\n${list.join("\n")}`;
}

function firstLine(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line;
}

function whoAnswers(question: string): string | undefined {
  return /\b(?:who|what) are you\b|\bwhich model\b|\bare you (?:a )?(?:real|human|ai|bot|model)\b/i.test(question)
    ? "I am Switchyard's simulator: a small server on your own machine. It speaks a provider's wire format and answers by fixed rules. Nothing of what you write leaves this machine."
    : undefined;
}

/** Says what was understood, and that a model is needed for more. */
function restate(question: string): string {
  const words = keywords(question);
  const numbers = [...new Set(question.match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g) ?? [])];
  const names = [...new Set([...question.matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name))];
  const path = fileNamed(question);
  const facts = [
    ...(words.length > 0 ? [`- it is about ${words.map((word) => `**${word}**`).join(", ")}`] : []),
    ...(names.length > 0 ? [`- it names ${names.map((name) => `\`${name}\``).join(", ")}`] : []),
    ...(path === undefined || names.includes(path) ? [] : [`- it points at the file \`${path}\``]),
    ...(numbers.length > 0
      ? [`- it has the ${numbers.length === 1 ? "number" : "numbers"} ${numbers.join(", ")}`]
      : []),
    `- it is ${/\?\s*$/.test(question.trim()) ? "a question" : "a request"} of ${countOf("word", question)} words`,
  ];
  return (
    `This needs a real model. What I can read in it without one:\n\n${facts.join("\n")}\n\n` +
    "Select some code and ask me to explain it, or give me a sum: those I can do."
  );
}

const MOST_KEYWORDS = 5;
const COMMON = new Set(
  (
    "a about after again all also am an and any are as at be because been before being but by can could did do does doing done down " +
    "each even every few for from get give go had has have he help her here him his how i if in into is it its just know let like " +
    "make many may me might more most much must my need new no not now of off on once one only or other our out over own please " +
    "same see she should show so some such take tell than thank thanks that the their them then there these they thing this those " +
    "through to too two under until up us use very want was way we well were what when where which while who why will with " +
    "without would write yes you your"
  ).split(" "),
);

/** The words that say most: the ones said most often, then the longest. */
function keywords(text: string): string[] {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}[\p{L}\d'-]{2,}/gu) ?? []) {
    if (!COMMON.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a, times], [b, others]) => others - times || b.length - a.length)
    .slice(0, MOST_KEYWORDS)
    .map(([word]) => word);
}
