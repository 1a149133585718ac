/**
 * Takes pictures of both views in every state, theme and width into out/preview/, and fails when one of them sticks out,
 * breaks the content security policy or lets an answer do more than be read. `node run.ts [part of a name]` takes some.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "../../vscode/browser.ts";
import type { TestBrowser } from "../../vscode/browser.ts";
import { outDir } from "../../vscode/paths.ts";
import { buildPages } from "./build.ts";
import { faults } from "./checks.ts";
import { fakeHost } from "./fake-host.ts";
import { now } from "./now.ts";
import { servePages } from "./page-server.ts";
import { shots } from "./shots.ts";
import type { Shot } from "./shots.ts";
import { themeOf } from "./themes.ts";

const pictures = path.join(outDir, "preview");

const wanted = process.argv[2] ?? "";
await mkdir(pictures, { recursive: true });
await buildPages();
const server = await servePages();
const browser = await launchBrowser();
let failed = 0;
let taken = 0;
try {
  for (const shot of shots.filter(({ name }) => name.includes(wanted))) {
    const found = await take(browser, server.origin, shot);
    for (const fault of found) console.error(`${shot.name}: ${fault}`);
    failed += found.length;
    taken += 1;
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${taken} pictures in ${pictures}, ${failed} faults`);
process.exitCode = failed === 0 && taken > 0 ? 0 : 1;

async function take({ newPage }: TestBrowser, origin: string, shot: Shot): Promise<readonly string[]> {
  const page = await newPage({ width: shot.width, height: shot.height });
  try {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(`threw ${error.message}`));
    page.on("requestfailed", (request) => errors.push(`asked for ${request.url()}`));
    await page.clock.setFixedTime(now);
    await page.addInitScript(fakeHost, { state: shot.state, memory: undefined, ...themeOf(shot.theme) });
    await page.goto(`${origin}/${shot.view}`);
    await page.locator("#root > *").waitFor();
    await page.evaluate(() => document.fonts.ready);
    const more = (await shot.act?.(page)) ?? [];
    await page.screenshot({ path: path.join(pictures, `${shot.name}.png`), animations: "disabled" });
    return [...errors, ...more, ...(await faults(page))];
  } finally {
    await page.close();
  }
}
