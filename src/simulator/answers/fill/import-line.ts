import type { Caret } from "./caret.ts";

/** Where names that are often used without their import come from. */
const SCRIPT_HOMES: readonly { readonly from: string; readonly names: readonly string[] }[] = [
  { from: "node:fs/promises", names: ["readFile", "writeFile", "readdir", "mkdir", "rm", "stat"] },
  { from: "node:path", names: ["join", "resolve", "dirname", "basename", "extname"] },
  { from: "node:url", names: ["fileURLToPath", "pathToFileURL"] },
  { from: "node:crypto", names: ["randomUUID", "createHash"] },
  { from: "node:http", names: ["createServer"] },
  { from: "node:child_process", names: ["spawn", "execFile"] },
  { from: "react", names: ["useState", "useEffect", "useMemo", "useRef", "useCallback"] },
];

const PYTHON_MODULES = [
  "json",
  "os",
  "re",
  "sys",
  "math",
  "time",
  "random",
  "logging",
  "asyncio",
  "itertools",
  "subprocess",
];

const PYTHON_HOMES: Readonly<Record<string, string>> = {
  Path: "pathlib",
  dataclass: "dataclasses",
  datetime: "datetime",
  timedelta: "datetime",
  defaultdict: "collections",
  Counter: "collections",
  Any: "typing",
  Optional: "typing",
  Callable: "typing",
  lru_cache: "functools",
};

/** Goes on after `import` or `from` with what the document uses and does not import yet. */
export function importLine(caret: Caret): string | undefined {
  return caret.language.family === "python" ? pythonImport(caret) : scriptImport(caret);
}

function scriptImport(caret: Caret): string | undefined {
  const end = caret.semicolons ? ";" : "";
  const quote = caret.singleQuotes ? "'" : '"';
  const begun = /^import \{ ?([\w, ]*?) ?\}? from ["']?$/.exec(caret.before);
  if (begun) {
    const names = (begun[1] ?? "").split(",").map((name) => name.trim());
    const home = SCRIPT_HOMES.find((entry) => names.every((name) => entry.names.includes(name)));
    if (home === undefined) return undefined;
    const open = /["']$/.exec(caret.before)?.[0];
    return open === undefined ? `${quote}${home.from}${quote}${end}` : `${home.from}${open}${end}`;
  }
  const [, brace = ""] = /^import (\{ ?)?$/.exec(caret.before) ?? [];
  if (!/^import (?:\{ ?)?$/.test(caret.before)) return undefined;
  for (const { from, names } of SCRIPT_HOMES) {
    const missing = names.filter((name) => usesCall(caret.text, name) && !imports(caret.text, name));
    if (missing.length === 0) continue;
    const opening = brace === "" ? "{ " : brace.endsWith(" ") ? "" : " ";
    return `${opening}${missing.join(", ")} } from ${quote}${from}${quote}${end}`;
  }
  return undefined;
}

function pythonImport(caret: Caret): string | undefined {
  if (/^import $/.test(caret.before)) {
    return PYTHON_MODULES.find(
      (name) =>
        new RegExp(`\\b${name}\\.\\w`).test(caret.text) && !new RegExp(`^import .*\\b${name}\\b`, "m").test(caret.text),
    );
  }
  const [, given = ""] = /^from (?:(\w+) import )?$/.exec(caret.before) ?? [];
  if (!/^from (?:\w+ import )?$/.test(caret.before)) return undefined;
  const missing = Object.entries(PYTHON_HOMES).filter(
    ([name, home]) => (given === "" || given === home) && uses(caret.text, name) && !imports(caret.text, name),
  );
  const home = missing[0]?.[1];
  if (home === undefined) return undefined;
  const names = missing.filter((entry) => entry[1] === home).map(([name]) => name);
  return given === "" ? `${home} import ${names.join(", ")}` : names.join(", ");
}

function uses(text: string, name: string): boolean {
  return new RegExp(`(?<![.\\w])${name}\\b`).test(text);
}

function usesCall(text: string, name: string): boolean {
  return new RegExp(`(?<![.\\w])${name}(?:<[^>]*>)?\\(`).test(text);
}

function imports(text: string, name: string): boolean {
  return new RegExp(`^(?:import|from)\\b.*\\b${name}\\b|function ${name}\\b|const ${name}\\b`, "m").test(text);
}
