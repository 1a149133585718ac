import { runSuites } from "./run-suites.ts";

/** Called by VS Code: what can be seen from outside, on the packaged and installed extension. */
export function run(): Promise<void> {
  return runSuites(async () => {
    await import("./activation.test.ts");
    await import("./packaged.test.ts");
    await import("./ghost-text.test.ts");
  });
}
