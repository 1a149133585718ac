/** A chain's entry, taken apart. */
export interface ChainEntry {
  readonly provider: string;
  readonly model: string;
  /** The credential's label; missing where every credential of the provider is meant. */
  readonly label?: string;
}

/**
 * Takes `provider/model` or `provider/model#label` apart; undefined when it is neither. A model's id may hold slashes
 * (`openrouter/anthropic/claude-sonnet-5`) and even a `#` before one (Fireworks' `model#account/deployment`); a label
 * holds no slash, so the `#` that counts is the one after the last slash.
 */
export function parseChainEntry(entry: string): ChainEntry | undefined {
  const text = entry.trim();
  const slash = text.indexOf("/");
  const provider = text.slice(0, Math.max(0, slash)).toLowerCase();
  const rest = text.slice(slash + 1);
  const hash = rest.indexOf("#", rest.lastIndexOf("/") + 1);
  const model = hash < 0 ? rest : rest.slice(0, hash);
  if (provider === "" || model === "") return undefined;
  if (hash < 0) return { provider, model };
  const label = rest.slice(hash + 1);
  return label === "" ? undefined : { provider, model, label };
}
