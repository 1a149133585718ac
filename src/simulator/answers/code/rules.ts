import type { LanguageFamily } from "./language.ts";

/** How the parts of a program look in one family of languages. All patterns are tried on single masked lines. */
export interface ScanRules {
  /** Captures the name. The parameter list begins at the first `(` at or after the end of the match, or in it. */
  readonly functions: readonly RegExp[];
  /** Captures kind and name. */
  readonly types: RegExp;
  /** Tried on unmasked lines; captures the names (or nothing) and where they come from. */
  readonly imports: readonly RegExp[];
  readonly branch: RegExp;
  readonly loop: RegExp;
  /** Captures the name of a variable that is declared at the beginning of a line. */
  readonly variable: RegExp;
  /** Words that look like a call or a method and are neither. */
  readonly keywords: ReadonlySet<string>;
}

const KEYWORDS = new Set(
  "if for while switch catch return function with elif else do try match unless until foreach sizeof typeof await new super print".split(
    " ",
  ),
);

export const scanRules: Readonly<Record<LanguageFamily, ScanRules>> = {
  typescript: {
    functions: [
      /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*([\w$]+)\s*(?:<[^(]*>)?\(/,
      /^\s*(?:export\s+)?(?:const|let|var)\s+([\w$]+)(?:\s*:[^=]+)?\s*=\s*(?:async\s*)?(?:<[^(]*>)?(?:\(.*=>|\(\s*$|[\w$]+\s*=>)/,
      /^\s+(?:(?:public|private|protected|static|override|async|get|set)\s+)*\*?#?([\w$]+)\s*(?:<[^(]*>)?\([^;]*\)?\s*(?::[^;]+)?\{?\s*$/,
    ],
    types: /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(class|interface|type|enum)\s+([\w$]+)/,
    imports: [
      /^\s*import\s+(?:type\s+)?([^"']+?)\s+from\s+["']([^"']+)["']/,
      /^\s*import\s+()["']([^"']+)["']/,
      /^\s*(?:const|let|var)\s+(.+?)\s*=\s*require\(["']([^"']+)["']\)/,
    ],
    branch: /\bif\b|\bcase\b|(?<![?])\?(?![.?:])[^:]+:|\bcatch\b/g,
    loop: /\b(?:for|while)\b|\.(?:forEach|map|filter|reduce|some|every|flatMap)\(/g,
    variable: /^(?:export\s+)?(?:const|let|var)\s+([\w$]+)/,
    keywords: KEYWORDS,
  },
  python: {
    functions: [/^\s*(?:async\s+)?def\s+(\w+)\s*\(/],
    types: /^\s*(class)\s+(\w+)/,
    imports: [/^\s*from\s+([\w.]+)\s+import\s+(.+)$/, /^\s*import\s+()(.+)$/],
    branch: /\b(?:if|elif|except|case)\b/g,
    loop: /\b(?:for|while)\b/g,
    variable: /^(\w+)(?:\s*:[^=]+)?\s*=(?!=)/,
    keywords: KEYWORDS,
  },
  general: {
    functions: [
      /^\s*(?:pub(?:\([^)]*\))?\s+|public\s+|private\s+|static\s+|async\s+)*(?:func|fn|fun|def|function|sub)\s+(?:\([^)]*\)\s*)?(\w+[?!]?)\s*(?:<[^(]*>)?\(?/,
      /^\s*(?!(?:return|else|new|throw|await|delete|case|goto|yield)\b)(?:(?:public|private|protected|internal|static|final|virtual|override|async|inline|constexpr|unsigned)\s+)*[A-Za-z_][\w<>[\],:*&]*\s+\*?(\w+)\s*\([^;]*\)\s*(?:const|throws\s+\w+)?\s*\{?\s*$/,
    ],
    types:
      /^\s*(?:pub\s+|public\s+|private\s+|abstract\s+|final\s+|data\s+|type\s+)*(class|struct|interface|enum|trait|module|record|protocol)\s+(\w+)/,
    imports: [/^\s*(?:import|use|using|require|#include|require_once)\s*()[("'<]*([\w./:*@-]+)/],
    branch: /\b(?:if|elsif|case|match|when|catch|rescue)\b/g,
    loop: /\b(?:for|while|loop|until|foreach)\b|\.(?:each|map|iter)\b/g,
    variable: /^(?:var|let|const|auto|val|int|string|String)\s+(\w+)\s*:?=|^(\w+)\s*:=/,
    keywords: KEYWORDS,
  },
};
