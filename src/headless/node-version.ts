/** The first Node that has SQLite without a flag, and tells where a module's package.json is. */
const wanted = { major: 22, minor: 14 } as const;

/** Why this program cannot run in this version of Node; undefined where it can. */
export function nodeTrouble(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > wanted.major || (major === wanted.major && minor >= wanted.minor)) return undefined;
  return `Node ${wanted.major}.${wanted.minor} or newer is needed, and this is ${version}.`;
}
