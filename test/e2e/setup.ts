/** One VS Code and one page for all of these suites; each suite leaves the simulator on and its providers well. */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { build } from "../vscode/build.ts";
import { launchBrowser } from "../vscode/browser.ts";
import { installVSCode } from "../vscode/install.ts";
import { outDir, repoRoot } from "../vscode/paths.ts";
import { startVSCode } from "../vscode/server.ts";
import type { VSCode } from "../vscode/server.ts";
import { openWorkbench, screenshot } from "../vscode/workbench.ts";
import { freshWorkspace } from "../vscode/workspace.ts";

interface Stage {
  readonly page: Page;
  readonly code: VSCode;
  readonly dataDir: string;
  /** What the page's console said of content that its policy kept out. */
  readonly violations: readonly string[];
}

let stage: Stage | undefined;

/** The editor that the suites share. */
export function onStage(): Stage {
  if (!stage) throw new Error("VS Code has not started.");
  return stage;
}

let close: () => Promise<void> = async () => {};

export const mochaHooks = {
  async beforeAll(this: Mocha.Context): Promise<void> {
    this.timeout(300_000);
    build();
    await installVSCode();
    const dataDir = path.join(outDir, "vscode/e2e");
    await rm(dataDir, { recursive: true, force: true });
    const code = await startVSCode({
      dataDir,
      open: { folder: await freshWorkspace(path.join(dataDir, "workspace")), extensionPath: repoRoot },
      machineSettings: { "switchyard.simulator.enabled": true },
      driver: true,
    });
    const browser = await launchBrowser();
    close = async () => {
      await browser.close();
      await code.stop();
    };
    const page = await browser.newPage({ width: 1280, height: 860 });
    const violations: string[] = [];
    page.on("console", (message) => {
      // VS Code's own page has violations of its own; ours are those of the webviews.
      if (/Content Security Policy/i.test(message.text()) && /webview/.test(message.location().url))
        violations.push(message.text());
    });
    stage = { page, code, dataDir, violations };
    await openWorkbench(page, code);
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest.fullTitle().replaceAll(/\W+/g, "-");
    await screenshot(onStage().page, path.join(outDir, "e2e"), name);
  },
  afterAll: () => close(),
};
