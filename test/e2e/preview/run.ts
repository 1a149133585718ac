/**
 * Takes pictures of every view in every state, theme and width into out/preview/, and fails when one of them sticks out,
 * breaks the content security policy or lets an answer do more than be read. `node run.ts [part of a name]` takes
 * some, as does `node run.ts --only <beginning of a name>`.
 */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../vscode/browser.ts";
import type { TestBrowser } from "../../vscode/browser.ts";
import { outDir } from "../../vscode/paths.ts";
import { builtPages, buildPages } from "./build.ts";
import { faults } from "./checks.ts";
import { dashboardShots } from "./dashboard/shots.ts";
import { fakeHost, type Staging } from "./fake-host.ts";
import { now } from "./now.ts";
import { servePages } from "./page-server.ts";
import { panelShots } from "./shots.ts";
import type { Shot } from "./shots.ts";
import { themeOf } from "./themes.ts";

const pictures = path.join(outDir, "preview");

const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const part = positionals[0] ?? "";
const beginning = values.only ?? "";
const shots = [...panelShots, ...(await dashboardShots(beginning))].filter(
  ({ name }) => name.includes(part) && name.startsWith(beginning),
);
await mkdir(pictures, { recursive: true });
await buildPages();
const server = await servePages();
const browser = await launchBrowser();
let failed = 0;
let taken = 0;
try {
  for (const shot of shots) {
    const found = await take(browser, server.origin, shot);
    for (const fault of found) console.error(`${shot.name}: ${fault}`);
    failed += found.length;
    taken += 1;
  }
} finally {
  await browser.close();
  server.close();
  await rm(builtPages, { recursive: true, force: true });
}
console.log(`${taken} pictures in ${pictures}, ${failed} faults`);
process.exitCode = failed === 0 && taken > 0 ? 0 : 1;

async function take({ newPage }: TestBrowser, origin: string, shot: Shot): Promise<readonly string[]> {
  const page = await newPage({ width: shot.width, height: shot.height });
  const errors: string[] = [];
  try {
    page.on("pageerror", (error) => errors.push(`threw ${error.message}`));
    page.on("requestfailed", (request) => errors.push(`asked for ${request.url()}`));
    page.setDefaultTimeout(10_000);
    await page.clock.setFixedTime(now);
    await page.addInitScript(fakeHost, staged(shot));
    await page.goto(`${origin}/${shot.view}`);
    await page.locator("#root > *").waitFor();
    await page.evaluate(() => document.fonts.ready);
    if (shot.tall === true) await growToContent(page, shot.width);
    const more = (await shot.act?.(page)) ?? [];
    if (shot.tall === true) await growToContent(page, shot.width);
    await page.screenshot({ path: path.join(pictures, `${shot.name}.png`), animations: "disabled" });
    return [...errors, ...more, ...(await faults(page))];
  } catch (error) {
    // Such as a page that threw before it showed anything, or a control that an act did not find.
    return [...errors, error instanceof Error ? error.message : String(error)];
  } finally {
    await page.close();
  }
}

function staged({ view, state, answers = {}, memory, theme }: Shot): Staging {
  const ground = view === "dashboard" ? "--vscode-editor-background" : "--vscode-sideBar-background";
  return { state, answers, memory, ground, ...themeOf(theme) };
}

/** Makes the window as high as the page's content, so that all of it is on the picture. */
async function growToContent(page: Page, width: number): Promise<void> {
  // Answers and the charts that are drawn of them take a few turns.
  await page.waitForTimeout(150);
  const more = await page.evaluate(() => {
    const main = document.querySelector("main");
    return main ? main.scrollHeight - main.clientHeight : 0;
  });
  const height = page.viewportSize()?.height ?? 0;
  if (more > 0) await page.setViewportSize({ width, height: Math.min(height + more, 6_000) });
  await page.waitForTimeout(50);
}
