import type { TextContent } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import type { Losses } from "./losses.ts";

/** The field of each kind of part that tells of code which Google ran, and which field of it holds the words. */
const KINDS: readonly (readonly [kind: string, words: string])[] = [
  ["executableCode", "code"],
  ["codeExecutionResult", "output"],
];

/**
 * Code that Google ran, or what came of it, as a block of code for a model that goes on with the conversation and cannot
 * run any; undefined for another part.
 */
export function codeRun(value: Json, losses: Losses): TextContent | undefined {
  for (const [kind, field] of KINDS) {
    const run = asRecord(value[kind]);
    if (!run) continue;
    losses.droppable.add(`contents.parts.${kind}`);
    const { [field]: words, language } = run;
    const name = typeof language === "string" ? language.toLowerCase() : "";
    return { type: "text", text: `\n\`\`\`${name}\n${typeof words === "string" ? words : ""}\n\`\`\`\n` };
  }
  return undefined;
}
