import { createHash } from "node:crypto";

/** The longest name of a function that OpenAI and Anthropic take. */
const LONGEST = 64;

/** Letters and digits of a hash that keep two shortened names apart. */
const HASH = 8;

/** The one name under which a tool of a namespace is offered to models that know of none; the same each time. */
export function offeredName(name: string, namespace: string | undefined): string {
  if (namespace === undefined) return name;
  const full = namespace.endsWith("__") ? namespace + name : `${namespace}__${name}`;
  if (full.length <= LONGEST) return full;
  const hash = createHash("sha256").update(full).digest("hex").slice(0, HASH);
  return `${full.slice(0, LONGEST - HASH - 1)}_${hash}`;
}
