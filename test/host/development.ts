import { runSuites } from "./run-suites.ts";

/** Called by VS Code: every suite, on the extension under development. */
export function run(): Promise<void> {
  return runSuites(async () => {
    await import("./activation.test.ts");
    await import("./unconnected.test.ts");
    await import("./simulated.test.ts");
    await import("./chaos.test.ts");
    await import("./ghost-text.test.ts");
    await import("./keys.test.ts");
    await import("./gateway.test.ts");
  });
}
