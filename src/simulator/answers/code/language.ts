/** Languages that are scanned by rules of their own; all others share the general ones. */
export type LanguageFamily = "typescript" | "python" | "general";

export interface Language {
  readonly family: LanguageFamily;
  /** As a person writes it. */
  readonly name: string;
  /** The tag of a fenced block. */
  readonly tag: string;
}

const LANGUAGES: readonly (Language & { readonly aliases: readonly string[] })[] = [
  {
    family: "typescript",
    name: "TypeScript",
    tag: "ts",
    aliases: ["ts", "typescript", "tsx", "typescriptreact", "mts", "cts"],
  },
  {
    family: "typescript",
    name: "JavaScript",
    tag: "js",
    aliases: ["js", "javascript", "jsx", "javascriptreact", "mjs", "cjs"],
  },
  { family: "python", name: "Python", tag: "python", aliases: ["python", "py", "python3", "pyi"] },
  { family: "general", name: "Go", tag: "go", aliases: ["go", "golang"] },
  { family: "general", name: "Rust", tag: "rust", aliases: ["rust", "rs"] },
  { family: "general", name: "Java", tag: "java", aliases: ["java"] },
  { family: "general", name: "C#", tag: "csharp", aliases: ["csharp", "cs"] },
  { family: "general", name: "C++", tag: "cpp", aliases: ["cpp", "c++", "cc", "hpp", "cxx"] },
  { family: "general", name: "C", tag: "c", aliases: ["c", "h"] },
  { family: "general", name: "Ruby", tag: "ruby", aliases: ["ruby", "rb"] },
  { family: "general", name: "PHP", tag: "php", aliases: ["php"] },
  { family: "general", name: "Kotlin", tag: "kotlin", aliases: ["kotlin", "kt"] },
  { family: "general", name: "Swift", tag: "swift", aliases: ["swift"] },
  { family: "general", name: "shell", tag: "sh", aliases: ["sh", "bash", "shell", "shellscript", "zsh"] },
  { family: "general", name: "SQL", tag: "sql", aliases: ["sql"] },
  { family: "general", name: "JSON", tag: "json", aliases: ["json", "jsonc"] },
  { family: "general", name: "CSS", tag: "css", aliases: ["css", "scss", "less"] },
  { family: "general", name: "HTML", tag: "html", aliases: ["html", "htm"] },
];

const UNKNOWN: Language = { family: "general", name: "code", tag: "" };

/** Signs of a language in a line of code; each line that shows one counts once for it. */
const SIGNS: readonly { readonly tag: string; readonly sign: RegExp }[] = [
  {
    tag: "python",
    sign: /^\s*(?:(?:async )?def \w+\(.*|class \w+.*|elif .+|else|except.*|with .+|for \w+.* in .+):\s*(?:#.*)?$|^\s*(?:from \w[\w.]* import |import \w[\w.]*$)|\bself\.|^\s*"""/,
  },
  {
    tag: "ts",
    sign: /^\s*(?:interface|type) \w+|^\s*(?:export|import) .*[{*"']|\)\s*:\s*\w[\w<>[\]| ]*\s*(?:\{|=>)|\b(?:const|let|readonly|private) \w+\s*:/,
  },
  { tag: "js", sign: /^\s*(?:const|let|var) \w+|=>|^\s*(?:async )?function\b|===|\bconsole\.|\brequire\(/ },
  { tag: "go", sign: /^\s*(?:func |package \w+$)|:=/ },
  {
    tag: "rust",
    sign: /^\s*(?:pub )?(?:fn|impl|struct|enum|mod|use) |\blet mut\b|->\s*(?:Self|Result|Option|[iu]\d+)/,
  },
  {
    tag: "java",
    sign: /^\s*(?:public|private|protected) (?:static |final )*(?:class|void|int|String|boolean)\b|System\.out/,
  },
  { tag: "ruby", sign: /^\s*(?:def \w+[?!]?(?:\(.*\))?|end|require ["'].*["'])$|\bdo \|/ },
  { tag: "sql", sign: /^\s*(?:select|insert into|update|create table|from|where)\b/i },
  { tag: "cpp", sign: /^\s*#include|std::/ },
];

/** A language by its fence tag, VS Code's id or a file's ending; `undefined` for one that is not known. */
export function languageByName(name: string): Language | undefined {
  const wanted = name.trim().toLowerCase();
  return LANGUAGES.find(({ aliases }) => aliases.includes(wanted));
}

/** A language by a path's ending. */
export function languageByPath(path: string): Language | undefined {
  return languageByName(/\.(\w+)$/.exec(path)?.[1] ?? "");
}

/** The language that a piece of code looks most like. */
export function languageByLook(code: string): Language {
  const lines = code.split("\n");
  const scores = SIGNS.map(({ tag, sign }) => ({ tag, score: lines.filter((line) => sign.test(line)).length }));
  // TypeScript is JavaScript with more in it, so its few own signs are enough.
  const typed = scores.some(({ tag, score }) => tag === "ts" && score > 0);
  const best = scores
    .map(({ tag, score }) => (tag === "ts" && typed ? { tag, score: score + scoreOf(scores, "js") } : { tag, score }))
    .toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? UNKNOWN : (languageByName(best.tag) ?? UNKNOWN);
}

function scoreOf(scores: readonly { tag: string; score: number }[], tag: string): number {
  return scores.find((entry) => entry.tag === tag)?.score ?? 0;
}
