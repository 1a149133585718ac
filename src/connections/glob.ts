/**
 * Whether `path` (forward slashes) is meant by `glob`, as in a .gitignore: a pattern without a slash matches a name at any
 * depth, one with a slash is anchored at the workspace folder. `*` and `?` stay within a name, `**` crosses folders,
 * `{a,b}` is either. `[ab]` is one of these characters, or a folder of that very name, as in `app/[id]`. Case is ignored: what a user wants kept away should not slip through by a capital letter.
 * A pattern that matches a folder matches all that is in it.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return compiled(glob).test(path);
}

/**
 * Why a pattern does not mean what its writer has in mind, in one sentence; undefined where nothing is wrong with it.
 * `matchesGlob` takes such patterns literally, which is safe where a pattern only spares a request.
 */
export function globProblem(glob: string): string | undefined {
  if (glob.trim() === "") return "a pattern is not empty";
  if (!isBalanced(glob)) return `${glob} has a brace that is not closed`;
  if (/^\s*!/.test(glob)) return `${glob} begins with "!", and a pattern cannot take back another`;
  if (glob.includes("\\")) return `${glob} has a backslash; folders are separated by "/"`;
  return undefined;
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
  return pattern.replace(/\*\*\/|\*\*|\[[^\]/]+\]|[^]/gu, (token) => {
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
        return token.length > 2 ? eitherMeaning(token) : literally(token);
    }
  });
}

/** What is in brackets, as it stands or as one of these characters: a file kept back too often does no harm. */
function eitherMeaning(brackets: string): string {
  const members = brackets.slice(1, -1).replace(/^!/, "^").replace(/[\\[]/g, "\\$&");
  const oneOf = `(?!/)[${members}]`;
  return members !== "^" && isExpression(oneOf) ? `(?:${literally(brackets)}|${oneOf})` : literally(brackets);
}

function literally(text: string): string {
  return text.replace(/[\\^$.|+()[\]*?{}]/g, "\\$&");
}

/** A range that runs backwards, such as `[z-a]`, is none. */
function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
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
