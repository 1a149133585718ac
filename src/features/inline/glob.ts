/**
 * Whether `path` (forward slashes) is meant by `glob`, as in a .gitignore: a pattern without a slash matches a name at any
 * depth, one with a slash is anchored at the workspace folder. `*` and `?` stay within a name, `**` crosses folders,
 * `{a,b}` is either. Case is ignored: what a user wants kept away should not slip through by a capital letter.
 * A pattern that matches a folder matches all that is in it.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return compiled(glob).test(path);
}

const memo = new Map<string, RegExp>();

function compiled(glob: string): RegExp {
  let expression = memo.get(glob);
  if (!expression) {
    const pattern = glob
      .trim()
      .replace(/^\.?\//, "")
      .replace(/\/+$/, "");
    const start = /^\.?\//.test(glob.trim()) || pattern.includes("/") ? "^/?" : "(?:^|/)";
    // A pattern of nothing but blanks means no file.
    expression = pattern === "" ? /$^/ : new RegExp(`${start}${translate(pattern)}(?:/|$)`, "i");
    memo.set(glob, expression);
  }
  return expression;
}

function translate(pattern: string): string {
  const balanced = isBalanced(pattern);
  let depth = 0;
  return pattern.replace(/\*\*\/|\*\*|[^]/gu, (token) => {
    switch (token) {
      case "**/":
        return "(?:.*/)?";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "?":
        return "[^/]";
      case "{":
        if (balanced) depth += 1;
        return balanced ? "(?:" : "\\{";
      case "}":
        if (balanced) depth -= 1;
        return balanced ? ")" : "\\}";
      case ",":
        return depth > 0 ? "|" : ",";
      default:
        return token.replace(/[\\^$.|+()[\]]/, "\\$&");
    }
  });
}

/** Braces that do not pair are meant literally: a setting is typed by hand and must not throw. */
function isBalanced(pattern: string): boolean {
  let depth = 0;
  for (const character of pattern) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
