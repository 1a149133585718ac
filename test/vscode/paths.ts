import path from "node:path";

/** The repository. */
export const repoRoot = path.resolve(import.meta.dirname, "../..");

/** Everything that a run leaves behind (logs, screenshots, inflated browser); git ignores it. */
export const outDir = path.join(repoRoot, "out");

/** The private package that pins the editor. */
export const hostPackage = import.meta.dirname;

/** VS Code itself: the server, the workbench that it serves and the built-in extensions. */
export const vscodeRoot = path.join(hostPackage, "node_modules/code-server/lib/vscode");

/** The small project that a person first sees; always worked on as a copy. */
export const sampleWorkspace = path.join(repoRoot, "test/fixtures/workspace");
