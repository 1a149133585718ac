import { languageByLook, languageByName, type Language } from "../code/language.ts";

/** A gap to fill: what stands before and after it. */
export interface Gap {
  readonly prefix: string;
  readonly suffix: string;
  /** VS Code's language id, where the request tells it. */
  readonly language?: string;
}

/** The surroundings of a gap, as the rules look at them. */
export interface Caret {
  readonly language: Language;
  /** The caret's line up to it, and from it on. */
  readonly before: string;
  readonly after: string;
  /** White space at the beginning of the caret's line. */
  readonly indent: string;
  /** One step of indentation in this document. */
  readonly unit: string;
  /** Complete lines above the caret's line; the nearest is last. */
  readonly above: readonly string[];
  /** Complete lines below the caret's line; the nearest is first. */
  readonly below: readonly string[];
  /** The whole document without the gap. */
  readonly text: string;
  /** Whether statements end with a semicolon here. */
  readonly semicolons: boolean;
  readonly singleQuotes: boolean;
}

/** Far more than rules look at; a gap in a large file is not read in full on each keystroke. */
const MOST_CHARACTERS = 20_000;

export function readCaret(gap: Gap): Caret {
  const prefix = gap.prefix.slice(-MOST_CHARACTERS).replace(/\r\n/g, "\n");
  const suffix = gap.suffix.slice(0, MOST_CHARACTERS).replace(/\r\n/g, "\n");
  const above = prefix.split("\n");
  const below = suffix.split("\n");
  const before = above.pop() ?? "";
  const after = below.shift() ?? "";
  const text = prefix + suffix;
  const lines = [...above, ...below];
  const ended = lines.filter((line) => /[\w)\]"'`]\s*;\s*$/.test(line)).length;
  const open = lines.filter((line) => /^\s*(?:const|let|return|import)\b.*[\w)\]"'`]\s*$/.test(line)).length;
  const language = languageByName(gap.language ?? "") ?? languageByLook(text);
  return {
    language,
    before,
    after,
    indent: /^\s*/.exec(before)?.[0] ?? "",
    unit: unitOf([...lines, before]) ?? " ".repeat(language.family === "python" ? 4 : 2),
    above,
    below,
    text,
    semicolons: ended >= open,
    singleQuotes: text.split("'").length > text.split('"').length,
  };
}

/** The smallest indentation in use. */
function unitOf(lines: readonly string[]): string | undefined {
  const indents = lines
    .map((line) => /^[ \t]+(?=\S)/.exec(line)?.[0] ?? "")
    .filter((indent) => indent !== "" && indent !== " ");
  if (indents.some((indent) => indent.startsWith("\t"))) return "\t";
  const smallest = Math.min(...indents.map((indent) => indent.length));
  return Number.isFinite(smallest) ? " ".repeat(Math.min(smallest, 8)) : undefined;
}

/** Lines written with tabs and double quotes, at the caret's indentation and in the document's own style. */
export function inStyle(caret: Caret, lines: string, indent: string): string {
  const styled = lines
    .split("\n")
    .map((line) => {
      const steps = /^\t*/.exec(line)?.[0].length ?? 0;
      const code = caret.semicolons ? line.slice(steps) : line.slice(steps).replace(/;$/, "");
      return code === "" ? "" : indent + caret.unit.repeat(steps) + code;
    })
    .join("\n");
  return caret.singleQuotes ? styled.replace(/"([^"'\n]*)"/g, "'$1'") : styled;
}
