import type { ChatPrompt } from "../../prompt.ts";
import { fencedBlocks } from "./fences.ts";
import { languageByLook, languageByName, languageByPath, type Language } from "./language.ts";

/** A piece of code that a conversation carries. */
export interface CodeFound {
  readonly code: string;
  readonly language: Language;
  /** The file it came from, where the text around it names one. */
  readonly path?: string;
}

const PATH = /(?<![\w/.-])((?:[\w@.-]+\/)*[\w@-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,5})(?![\w/])/g;

/**
 * The code the last question is about: the largest block in the question itself, or, when the question points at
 * something ("this", "the function"), the nearest one said before it.
 */
export function findCode(prompt: ChatPrompt): CodeFound | undefined {
  const question = prompt.turns.findLast((turn) => turn.role === "user")?.text ?? "";
  const own = codeIn(question);
  if (
    own !== undefined ||
    !/\b(?:this|that|it|above|the (?:code|function|class|file|selection|method))\b/i.test(question)
  ) {
    return own;
  }
  const earlier = [
    ...prompt.turns
      .slice(0, -1)
      .filter((turn) => turn.role === "user")
      .toReversed(),
    { text: prompt.system },
  ];
  for (const { text } of earlier) {
    const found = codeIn(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The largest fenced block of a text, or the text itself when it looks like code from its first line to its last. */
export function codeIn(text: string): CodeFound | undefined {
  const lines = text.split("\n");
  const blocks = fencedBlocks(lines).filter(({ code }) => code.trim() !== "");
  const largest = blocks.toSorted((a, b) => b.code.length - a.code.length)[0];
  if (largest !== undefined) {
    const path = fileNamed(lines.toSpliced(largest.first, largest.last - largest.first + 1).join("\n"));
    const language = languageByName(largest.tag) ?? languageByPath(path ?? "") ?? languageByLook(largest.code);
    return { code: largest.code.trimEnd(), language, ...(path === undefined ? {} : { path }) };
  }
  return looksLikeCode(text) ? { code: text.trim(), language: languageByLook(text) } : undefined;
}

/** The first file that a text names. */
export function fileNamed(text: string): string | undefined {
  return [...text.matchAll(PATH)]
    .map(([, path = ""]) => path)
    .find((path) => languageByPath(path) !== undefined || path.includes("/"));
}

function looksLikeCode(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const signs = lines.filter((line) =>
    /[;{}]\s*$|^\s*(?:def|class|import|from|const|let|function|return|if|for)\b.*[:({;=]/.test(line),
  );
  return lines.length >= 2 && signs.length / lines.length >= 0.5;
}
