/** The first minor version of a line that has SQLite without a flag, and tells where a module's package.json is. */
const wanted: Readonly<Record<number, number>> = { 22: 14, 23: 4 };

/** Why this program cannot run in this version of Node; undefined where it can. */
export function nodeTrouble(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 23 || minor >= (wanted[major] ?? Infinity)) return undefined;
  return `Node 22.14, 23.4 or newer is needed, and this is ${version}.`;
}
