import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { Page, ViewportSize } from "playwright-core";
import { bundledChromium } from "./chromium.ts";
import type { BrowserProgram } from "./chromium.ts";

/** A running browser. */
export type TestBrowser = {
  /** A page in a profile of its own: no cookies or storage of other pages. */
  newPage(viewport?: ViewportSize): Promise<Page>;
  close(): Promise<void>;
};

/**
 * Starts a Chromium: the one that CHROME_PATH names, else one on PATH, else the one from npm.
 *
 * @throws when CHROME_PATH names no file.
 */
export async function launchBrowser({ headless = true }: { readonly headless?: boolean } = {}): Promise<TestBrowser> {
  const program = installedBrowser() ?? (await bundledChromium());
  const browser = await chromium.launch({
    executablePath: program.file,
    headless,
    // Environments without user namespaces, and root, cannot use the sandbox; the page is our own.
    chromiumSandbox: false,
    args: [
      "--font-render-hinting=none",
      // Nothing outside this machine is asked, so a run is the same with and without a network.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
    env: { ...process.env, ...program.env },
    // With these on, Playwright closes the browser at a signal and lets this process live on. Without, a signal ends
    // the process, and the browser follows because its pipe has closed.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    newPage: (viewport = { width: 1280, height: 800 }) => browser.newPage({ viewport }),
    close: () => browser.close(),
  };
}

function installedBrowser(): BrowserProgram | undefined {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
    return { file: named, env: {} };
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const file = names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : { file, env: {} };
}
