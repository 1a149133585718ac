import type { Answer } from "./answers/answer.ts";
import type { AnswerEnd } from "./formats/format.ts";
import type { Prompt } from "./prompt.ts";
import { splitTokens } from "./tokens.ts";

/** An answer within the limits of its request, in the tokens it is sent in. */
export interface Draft {
  readonly tokens: readonly string[];
  readonly tool?: string;
  readonly end: AnswerEnd;
}

/** Cuts the answer at its first stop sequence and its token limit. A tool call is never cut: half of one is not JSON. */
export function draft(answer: Answer, prompt: Prompt): Draft {
  if (answer.kind === "tool-call") {
    const tokens = splitTokens(answer.arguments);
    return { tokens, tool: answer.name, end: { reason: "tool-calls", output: tokens.length } };
  }
  const stop = firstStop(answer.text, prompt.stop);
  const tokens = splitTokens(stop === undefined ? answer.text : answer.text.slice(0, stop.at));
  const most = prompt.maxTokens ?? Infinity;
  if (tokens.length > most) return { tokens: tokens.slice(0, most), end: { reason: "length", output: most } };
  const stopSequence = stop === undefined ? {} : { stopSequence: stop.sequence };
  return { tokens, end: { reason: "stop", output: tokens.length, ...stopSequence } };
}

function firstStop(text: string, sequences: readonly string[]): { at: number; sequence: string } | undefined {
  return sequences
    .map((sequence) => ({ at: text.indexOf(sequence), sequence }))
    .filter((found) => found.at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
}
