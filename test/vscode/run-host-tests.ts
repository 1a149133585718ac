import { appendFile, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "./browser.ts";
import { installVSCode } from "./install.ts";
import { outDir } from "./paths.ts";
import { startVSCode } from "./server.ts";
import type { Settings } from "./settings.ts";
import { testLine } from "./test-line.ts";

/** A run of suites inside the real extension host. Paths are absolute. */
export type HostTestRun = {
  /** Names the run's folder below out/. */
  readonly name: string;
  /** A built ES module that exports `run()`. */
  readonly testsPath: string;
  /** The extension that is developed: the one under test, or a companion when that one is installed. */
  readonly extensionPath: string;
  /** A packaged extension to be installed first. */
  readonly vsix?: string;
  readonly workspace: string;
  readonly machineSettings?: Settings;
  readonly timeoutMs?: number;
};

/**
 * Runs suites in a fresh VS Code and shows what they print.
 *
 * @returns the exit code: 0 when all passed.
 */
export async function runHostTests(run: HostTestRun): Promise<number> {
  await installVSCode();
  const dataDir = path.join(outDir, "vscode", run.name);
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const code = await startVSCode({
    dataDir,
    open: { folder: run.workspace, extensionPath: run.extensionPath, testsPath: run.testsPath },
    driver: true,
    ...(run.vsix !== undefined && { vsix: run.vsix }),
    ...(run.machineSettings && { machineSettings: run.machineSettings }),
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const ended = Promise.withResolvers<number>();
    const noise = path.join(dataDir, "workbench.log");
    await page.exposeFunction("codeAutomationLog", async (type: string, args: unknown[]) => {
      const line = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
      if (line.startsWith(testLine)) console.log(line.slice(testLine.length));
      else await appendFile(noise, `${type} ${line}\n`);
    });
    await page.exposeFunction("codeAutomationExit", (exitCode: number) => ended.resolve(exitCode));
    const timer = setTimeout(
      () => ended.reject(new Error("The suites did not end in time.")),
      run.timeoutMs ?? 300_000,
    );
    try {
      await page.goto(code.address);
      return await ended.promise;
    } catch (error) {
      const picture = path.join(dataDir, "failed.png");
      await page.screenshot({ path: picture });
      console.error(`${String(error)}\nSee ${picture}. The server's last words:\n${await code.logTail()}`);
      return 1;
    } finally {
      clearTimeout(timer);
    }
  } finally {
    await browser.close();
    await code.stop();
  }
}
