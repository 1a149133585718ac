import { spawnSync } from "node:child_process";
import { repoRoot } from "./paths.ts";

/** Builds the extension and the suites. @throws when the build fails; its output says why. */
export function build(): void {
  must("node", "esbuild.js");
}

/** Runs a command in the repository and shows its output. @throws when it fails. */
export function must(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: repoRoot, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed.`);
}
