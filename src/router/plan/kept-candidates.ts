import type { Directory } from "../types.ts";
import type { Candidates } from "./candidates.ts";

interface Kept {
  readonly revision: number;
  readonly byName: Map<string, Candidates>;
}

/** Every plan begins with the same candidates until the user changes something, and there may be fifty of them. */
const kept = new WeakMap<Directory, Kept>();

/** What was found under this name for the directory as it is now; else finds it, and keeps it if it `stands`. */
export function keptFor(
  directory: Directory,
  name: string,
  find: () => { readonly found: Candidates; readonly stands: boolean },
): Candidates {
  const revision = directory.revision?.();
  if (revision === undefined) return find().found;
  const before = kept.get(directory);
  const now = before?.revision === revision ? before : { revision, byName: new Map<string, Candidates>() };
  if (now !== before) kept.set(directory, now);
  const known = now.byName.get(name);
  if (known) return known;
  const { found, stands } = find();
  if (stands) now.byName.set(name, found);
  return found;
}
