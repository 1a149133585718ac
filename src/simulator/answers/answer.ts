import { promptTokens, type ChatPrompt, type Prompt } from "../prompt.ts";
import { explainCode } from "./code/explain-code.ts";
import { findCode } from "./code/find-code.ts";
import { scanCode } from "./code/scan.ts";
import { fillGap } from "./fill/fill.ts";
import { gapAskedFor } from "./fill/gap-in-chat.ts";
import { continuing, goOn } from "./go-on.ts";
import { answerQuestion } from "./question.ts";
import { chosenTool, toolArguments } from "./tool-call.ts";

/** What the simulated model says: words, or a call of one tool with its arguments as JSON. */
export type Answer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool-call"; readonly name: string; readonly arguments: string };

/**
 * Answers by fixed rules from what the prompt holds; the same prompt gets the same answer, but for questions about
 * the time. Words to be read are labelled as simulated. Code for a gap is not: it goes into the user's file.
 */
export function answer(prompt: Prompt, now: number): Answer {
  if (prompt.kind === "fill") return { kind: "text", text: fillGap(prompt) };
  const gap = gapAskedFor(prompt);
  if (gap !== undefined) return { kind: "text", text: fillGap(gap) };
  const broken = continuing(prompt);
  if (broken) {
    const whole = answer(broken.asked, now);
    if (whole.kind === "text") return { kind: "text", text: goOn(broken, whole.text) };
  }
  const tool = chosenTool(prompt);
  const question = prompt.turns.findLast(({ role }) => role === "user")?.text ?? "";
  if (tool !== undefined) return { kind: "tool-call", name: tool.name, arguments: toolArguments(tool, question) };
  return { kind: "text", text: `${LABEL}\n\n${content(prompt, question, now)}\n\n${footer(prompt)}` };
}

const LABEL = "*Simulated answer: written by rules on this machine, no model was asked.*";

/** What of a question is read; nobody types more, and patterns take long over it. */
const MOST_CHARACTERS = 10_000;

function content(prompt: ChatPrompt, question: string, now: number): string {
  const last = prompt.turns.at(-1);
  if (last?.role === "tool") return `The tool answered:\n\n\`\`\`\n${last.text}\n\`\`\``;
  const found = findCode(prompt);
  if (found === undefined) return answerQuestion(question.slice(0, MOST_CHARACTERS), prompt, now);
  return explainCode(found.code, scanCode(found.code, found.language), found.path);
}

/** What the request carried, so that a person sees what was sent. */
function footer(prompt: ChatPrompt): string {
  const { turns, system, tools, temperature } = prompt;
  const facts = [
    `\`${prompt.model}\``,
    turns.length === 1 ? "1 message" : `${turns.length} messages`,
    ...(system === "" ? [] : ["a system text"]),
    ...(tools.length === 0 ? [] : [tools.length === 1 ? "1 tool" : `${tools.length} tools`]),
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    `about ${promptTokens(prompt)} tokens`,
  ];
  return `*Sent with this request: ${facts.join(" · ")}*`;
}
