/** How a language marks a comment to the end of the line. Languages that are not here have none that is known. */
const lineComments: Readonly<Record<string, readonly string[]>> = {
  "//": [
    "c",
    "cpp",
    "csharp",
    "cuda-cpp",
    "dart",
    "fsharp",
    "go",
    "groovy",
    "java",
    "javascript",
    "javascriptreact",
    "jsonc",
    "kotlin",
    "less",
    "objective-c",
    "objective-cpp",
    "php",
    "rust",
    "scala",
    "scss",
    "swift",
    "typescript",
    "typescriptreact",
    "zig",
  ],
  "#": [
    "coffeescript",
    "dockerfile",
    "elixir",
    "julia",
    "makefile",
    "nim",
    "perl",
    "powershell",
    "python",
    "r",
    "ruby",
    "shellscript",
    "terraform",
    "toml",
    "yaml",
  ],
  "--": ["ada", "elm", "haskell", "lua", "sql", "vhdl"],
  ";": ["clojure", "ini", "lisp", "scheme"],
  "%": ["erlang", "latex", "matlab", "prolog"],
};

const markers = new Map(
  Object.entries(lineComments).flatMap(([marker, languages]) =>
    languages.map((language) => [language, marker] as const),
  ),
);

/** The marker of a comment to the end of the line, such as `//`, where the language has one. */
export function lineComment(language: string): string | undefined {
  return markers.get(language);
}

/** Languages in which a colon at the end of a line begins a block and indentation ends it. */
const byIndentation = new Set(["python", "nim", "gdscript", "coffeescript", "yaml", "pug"]);

/** Languages in which a word ends a block: `end`, `fi`, `done`. */
const byWord = new Set(["ruby", "lua", "elixir", "julia", "shellscript", "crystal", "matlab", "vb"]);

/** Whether the language ends its blocks by a word, such as `end`. */
export function endsBlocksByWord(language: string): boolean {
  return byWord.has(language);
}

/** Whether a block is opened by the end of this line. */
export function opensBlock(line: string, language: string): boolean {
  const code = withoutComment(line, language);
  if (/[{([]$/.test(code) || /(?:=>|->)$/.test(code)) return true;
  if (byIndentation.has(language) && code.endsWith(":")) return true;
  if (!byWord.has(language)) return false;
  return (
    /\b(?:do|then|else|begin|repeat)$/.test(code) ||
    /^\s*(?:def|class|module|function|while|until|unless|case)\b/.test(code)
  );
}

/** Whether a line begins by ending a block, as `}` or `end` does. */
export function closesBlock(line: string, language: string): boolean {
  return /^\s*[)\]}]/.test(line) || (byWord.has(language) && /^\s*(?:end|fi|done|esac|until)\b/.test(line));
}

/** Whether a line goes on with the statement above it although it is not indented below it. */
export function continuesStatement(line: string): boolean {
  return /^\s*(?:else|elif|elsif|elseif|except|catch|rescue|ensure|finally|case|when|default|then)\b/.test(line);
}

/** Whether a line only leads up to the next one: a comment, a decorator, an attribute. */
export function leadsOn(line: string, language: string): boolean {
  const text = line.trim();
  const comment = lineComment(language);
  return (comment !== undefined && text.startsWith(comment)) || /^(?:@|#\[|\/\*|\*)/.test(text);
}

function withoutComment(line: string, language: string): string {
  const comment = lineComment(language);
  const at = comment === undefined ? -1 : line.search(new RegExp(`(?:^|\\s)${escape(comment)}`));
  return (at < 0 ? line : line.slice(0, at)).trimEnd();
}

function escape(text: string): string {
  return text.replace(/[/\\^$.|+()[\]*?{}-]/g, "\\$&");
}
