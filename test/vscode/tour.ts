/**
 * `npm start -- --tour`: what a person would do in the first minutes, without a screen. Each step looks at the page and
 * fails when it does not show what it should. Halfway, the first provider of every task goes down.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { askChat, newChat, trace } from "./chat-page.ts";
import { activeEditor, ghostText, goTo, openFile } from "./editor-page.ts";
import { fault } from "./faults.ts";
import { outDir, repoRoot } from "./paths.ts";
import { runCommand } from "./quick-input.ts";
import { startVSCode } from "./server.ts";
import type { VSCode } from "./server.ts";
import { setSidebarWidth, showAlone, webviewFrame } from "./views.ts";
import { openWorkbench, screenshot, setTheme, themes } from "./workbench.ts";
import type { Theme } from "./workbench.ts";
import { freshWorkspace } from "./workspace.ts";

const folder = path.join(outDir, "tour");
const first = { chat: "Simulated Anthropic", explain: "Simulated Gemini", completion: "Simulated FIM" } as const;

/** @returns the exit code: 0 when every step showed what it should. */
export async function tour(): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  const dataDir = path.join(outDir, "vscode/tour");
  await rm(dataDir, { recursive: true, force: true });
  const code = await startVSCode({
    dataDir,
    open: { folder: await freshWorkspace(path.join(dataDir, "workspace")), extensionPath: repoRoot },
    machineSettings: { "switchyard.simulator.enabled": true },
    driver: true,
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ width: 1440, height: 900 });
  const guide = new Guide(page);
  try {
    await take(page, code, guide);
    console.log(`\nThe tour went well. Its pictures are in ${path.relative(repoRoot, folder)}/.`);
    return 0;
  } catch (error) {
    await guide.picture("failed");
    console.error(
      `\nThe tour failed: ${error instanceof Error ? error.message : String(error)}\n${await code.logTail(10)}`,
    );
    return 1;
  } finally {
    await browser.close();
    await code.stop();
  }
}

/** Numbers the steps and their pictures. */
class Guide {
  readonly #page: Page;
  #number = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const from = Date.now();
    const result = await work();
    console.log(`  ${title} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    return result;
  }

  async picture(name: string): Promise<void> {
    this.#number += 1;
    await screenshot(this.#page, folder, `${String(this.#number).padStart(2, "0")}-${name}`);
  }
}

async function take(page: Page, code: VSCode, guide: Guide): Promise<void> {
  console.log("A tour of Switchyard, with the simulator:");
  await guide.step("VS Code opens with the extension", () => openWorkbench(page, code));
  await setTheme(page, code, "dark");
  await guide.step("the three tasks", () => threeTasks(page, guide, "well", "totalPrice(items: Item[]): number"));

  await guide.step("the first provider of each task goes down", async () => {
    for (const provider of Object.values(first)) await fault(page, provider, "Down");
  });
  await guide.step("the three tasks go on", async () => {
    await threeTasks(page, guide, "down", "isEmpty(items: Item[]): boolean");
    await showAlone(page, "Chat");
    console.log(indented(await trace(page)));
    console.log(indented(await askUntilTripped(page)));
  });
  await guide.step("the panel shows trip and failovers", async () => {
    const usage = await showAlone(page, "Usage");
    await usage.getByText("Tripped", { exact: true }).first().waitFor();
    await usage
      .getByText(/failover/)
      .first()
      .waitFor();
    await guide.picture("usage-tripped");
    await usage.getByText("Incidents").scrollIntoViewIfNeeded();
    await guide.picture("usage-incidents");
  });

  await guide.step("they are well again, and taken back", () => recover(page, guide));
  await guide.step("pictures in every theme", () => pictures(page, code, guide));
}

/** Chat, explain and ghost text, each seen to work. */
async function threeTasks(page: Page, guide: Guide, name: string, signature: string): Promise<void> {
  await openFile(page, "src/basket.ts");
  await goTo(page, 10);
  await runCommand(page, "Switchyard: Open Chat");
  await showAlone(page, "Chat");
  await newChat(page);
  const answer = await askChat(page, "What is 12 * 7, and what can you do?");
  if (!answer.includes("84")) throw new Error(`An odd answer: ${answer}`);
  await guide.picture(`chat-${name}`);

  await openFile(page, "src/basket.ts");
  await goTo(page, 10);
  for (let line = 10; line < 15; line += 1) await page.keyboard.press("Shift+ArrowDown");
  await runCommand(page, "Switchyard: Explain Selection");
  const chat = await webviewFrame(page, "Chat");
  await chat.getByRole("contentinfo").or(chat.locator(".answer .footer")).last().waitFor();
  await guide.picture(`explain-${name}`);

  await openFile(page, "src/basket.ts");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(`\nexport function ${signature} {\n`, { delay: 15 });
  await ghostText(page).first().waitFor({ timeout: 15_000 });
  await guide.picture(`ghost-text-${name}`);
  await page.keyboard.press("Tab");
  await activeEditor(page).getByText("return", { exact: false }).last().waitFor();
}

/** Asks until the provider that is down is not even tried any more. @returns the route trace of the last answer. */
async function askUntilTripped(page: Page): Promise<string> {
  for (let asked = 0; asked < 4; asked += 1) {
    await askChat(page, "And now?");
    const shown = await trace(page);
    if (/sim-anthropic-large\s+not tried: cooling/.test(shown)) return shown;
  }
  throw new Error("The provider that is down was tried again and again.");
}

async function recover(page: Page, guide: Guide): Promise<void> {
  for (const provider of Object.values(first)) await fault(page, provider, "Well");
  const usage = await showAlone(page, "Usage");
  // The cool-down is some seconds at first; its end shows in the panel.
  await usage.getByText("The next call finds out.").first().waitFor({ timeout: 90_000 });
  await showAlone(page, "Chat");
  await askChat(page, "Are you well again?");
  const shown = await trace(page);
  if (!/sim-anthropic-large/.test(shown)) throw new Error(`The first route was not taken back: ${shown}`);
  console.log(indented(shown));
  const panel = await showAlone(page, "Usage");
  await panel
    .getByText(/recovered/)
    .first()
    .waitFor();
  await guide.picture("usage-recovered");
}

async function pictures(page: Page, code: VSCode, guide: Guide): Promise<void> {
  for (const theme of Object.keys(themes) as Theme[]) {
    await setTheme(page, code, theme);
    for (const [size, width] of [
      ["320", 320],
      ["wide", 760],
    ] as const) {
      await setSidebarWidth(page, width);
      for (const view of ["Chat", "Usage"] as const) {
        const frame = await showAlone(page, view);
        const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) throw new Error(`${view} is ${overflow} px too wide at ${size}.`);
        await guide.picture(`${view.toLowerCase()}-${theme}-${size}`);
      }
    }
  }
}

function indented(text: string): string {
  return text.replaceAll(/\n+/g, "\n").replaceAll(/^/gm, "      ");
}
