import type { Caret } from "./caret.ts";

const MOST_LINES = 60;
const TOKEN = /[A-Za-z_$]+|\d+(?:\.\d+)?|"[^"\n]*"|'[^'\n]*'|\s+|./g;

/**
 * Goes on as the nearest line like this one does, with what differs put in its place: below `const width = box.width;`,
 * the line `const height = ` goes on with `box.height;`.
 */
export function analogy(caret: Caret): string | undefined {
  const current = caret.before.trimStart();
  const models = [...caret.above.toReversed(), ...caret.below]
    .slice(0, MOST_LINES)
    .filter((line) => indentOf(line) === caret.indent);
  if (current === "") return caret.after.trim() === "" ? nextInRow(models, caret) : undefined;
  for (const model of models) {
    const rest = continueLike(model.trim(), current);
    if (rest !== undefined) return rest;
  }
  return undefined;
}

function indentOf(line: string): string | undefined {
  return line.trim() === "" ? undefined : /^\s*/.exec(line)?.[0];
}

function continueLike(model: string, current: string): string | undefined {
  const given = tokensOf(current);
  const pattern = tokensOf(model);
  if (given.length < 3 || pattern.length <= given.length) return undefined;
  const differences = new Map<string, string>();
  let equal = 0;
  for (const [index, token] of given.entries()) {
    const other = pattern[index] ?? "";
    if (token === other) {
      if (/\w/.test(token)) equal += 1;
    } else if (kindOf(token) === kindOf(other) && kindOf(token) !== "sign") {
      const [from, to] = [bare(other), bare(token)];
      if ((differences.get(from) ?? to) !== to) return undefined;
      differences.set(from, to);
    } else return undefined;
  }
  // A last word that may still grow says nothing of what comes after it.
  if (equal === 0 || differences.size === 0 || /[\w$]$/.test(current)) return undefined;
  const rest = pattern.slice(given.length).join("");
  const replaced = replaceAll(rest, differences);
  return replaced === rest ? undefined : replaced;
}

function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function kindOf(token: string): "word" | "number" | "text" | "sign" {
  if (/^[A-Za-z_$]/.test(token)) return "word";
  if (/^\d/.test(token)) return "number";
  return /^["'].*["']$/.test(token) ? "text" : "sign";
}

function bare(token: string): string {
  return token.replace(/^["']|["']$/g, "");
}

/** Replaces words, also as parts of longer ones (`width` in `minWidth`) when they are long enough to be meant. */
function replaceAll(text: string, differences: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [from, to] of differences) {
    if (from === "" || to === "") continue;
    result = result.replace(new RegExp(`(?<![\\w$])${escape(from)}(?![\\w$])`, "g"), () => to);
    if (from.length < 3) continue;
    result = result.replace(new RegExp(`(?<=[a-z\\d_])${escape(capital(from))}`, "g"), () => capital(to));
    result = result.replace(new RegExp(`(?<![A-Za-z\\d])${escape(from)}(?=[A-Z_])`, "g"), () => to);
    result = result.replace(new RegExp(`(?<![A-Za-z\\d])${escape(from.toUpperCase())}(?![a-z])`, "g"), () =>
      to.toUpperCase(),
    );
  }
  return result;
}

function capital(word: string): string {
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** The next line of a row that differs in its numbers alone, by the same step from line to line. */
function nextInRow(models: readonly string[], caret: Caret): string | undefined {
  const [last, previous] = [caret.above.at(-1)?.trim() ?? "", caret.above.at(-2)?.trim() ?? ""];
  if (last === "" || models[0]?.trim() !== last) return undefined;
  const [newer, older] = [tokensOf(last), tokensOf(previous)];
  if (newer.length !== older.length || last === previous) return undefined;
  const next: string[] = [];
  for (const [index, token] of newer.entries()) {
    const before = older[index] ?? "";
    if (token === before) next.push(token);
    else if (kindOf(token) === "number" && kindOf(before) === "number")
      next.push(String(2 * Number(token) - Number(before)));
    else return undefined;
  }
  return next.join("");
}
