/**
 * One VS Code for all suites: it takes long to start, and a person also does one thing after the other in it. Each suite
 * leaves the simulator well and on, and no quick pick open.
 */
import path from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../vscode/browser.ts";
import type { TestBrowser } from "../vscode/browser.ts";
import { outDir } from "../vscode/paths.ts";
import { startSampleEditor } from "../vscode/sample-editor.ts";
import type { SampleEditor } from "../vscode/sample-editor.ts";
import { openWorkbench, screenshot } from "../vscode/workbench.ts";

interface Running extends SampleEditor {
  readonly page: Page;
  /** Everything the browser's console has said. */
  readonly console: readonly string[];
}

let running: (Running & { readonly browser: TestBrowser }) | undefined;

/** The editor that the suites share. */
export function editor(): Running {
  if (!running) throw new Error("The editor is not running.");
  return running;
}

before(async function start() {
  // Where VS Code is not installed yet, it is now.
  this.timeout(600_000);
  const sample = await startSampleEditor({
    name: "e2e",
    fresh: true,
    machineSettings: { "switchyard.simulator.enabled": true },
  });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  running = { ...sample, browser, page, console: said };
  await openWorkbench(page, sample.code);
});

afterEach(async function picture() {
  const test = this.currentTest;
  if (test?.state !== "failed") return;
  const name = test
    .fullTitle()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  console.log(`      See ${await screenshot(editor().page, path.join(outDir, "e2e"), name)}`);
});

after(async () => {
  await running?.browser.close();
  await running?.code.stop();
});
