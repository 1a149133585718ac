/** Programs by what they call themselves in `user-agent`, for those that were given no key of their own. */
const products: readonly (readonly [RegExp, string])[] = [
  // Gemini CLI names its model too, which may be one of Codex's.
  [/^codex/i, "codex"],
  [/claude-(?:cli|code)/i, "claude-code"],
  [/gemini-?cli/i, "gemini-cli"],
  [/opencode/i, "opencode"],
  [/aider|litellm/i, "aider"],
  [/continue/i, "continue"],
  [/^curl\//i, "curl"],
];

/** `editor` is the editor's own name, for which it has budgets and a place in the ledger. */
const wellFormed = /^(?!editor$)[\w-]{1,40}$/;

/**
 * Who asks, for the ledger and for budgets: the name behind the token, the header `x-switchyard-client`, or the program's
 * own name; `gateway` where nothing says it. It is what the caller claims: every program with the token is trusted.
 */
export function clientName(behindToken: string | undefined, header: string | undefined, agent = ""): string {
  const said = [behindToken, header].find((name) => name !== undefined && wellFormed.test(name));
  return said ?? products.find(([pattern]) => pattern.test(agent))?.[1] ?? "gateway";
}
