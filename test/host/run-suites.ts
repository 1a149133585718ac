import { format } from "node:util";
import Mocha from "mocha";
import { testLine } from "../vscode/test-line.ts";

/** Runs suites under mocha inside the extension host; rejects when a test failed. `load` imports them. */
export async function runSuites(load: () => Promise<unknown>): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split("\n")) console.log(testLine + line);
  };
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, color: false, reporter: "spec" });
  // The suites are bundled, so mocha cannot load files; they find its functions as globals.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await load();
  const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
