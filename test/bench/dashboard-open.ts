import { rm } from "node:fs/promises";
import { questionHandlers } from "../../src/features/dashboard/questions.ts";
import { askWith } from "../../src/features/dashboard/ask-ledger.ts";
import { dashboardStart } from "../../src/features/dashboard/start.ts";
import { openLedger } from "../../src/ledger/ledger.ts";
import { createReader } from "../../src/ledger/reader/reader.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { createFakeBoard } from "../support/fake-router.ts";
import { testDirectory } from "../support/test-directory.ts";
import { buildPages, builtPages } from "../e2e/preview/build.ts";
import { servePages } from "../e2e/preview/page-server.ts";
import { launchBrowser } from "../vscode/browser.ts";
import type { Measures } from "./measure.ts";
import { million } from "./million.ts";

const opens = 5;

/**
 * Opens the dashboard over a million calls: from the page's first byte until its overview is drawn, in a real browser, with
 * the real reader on its thread behind it. What VS Code takes to make a tab is not in it. The worst of five.
 */
export async function benchDashboard(): Promise<Measures> {
  const { directory } = await million();
  await buildPages();
  const server = await servePages();
  const browser = await launchBrowser();
  const times: number[] = [];
  try {
    for (let time = 0; time < opens; time += 1) {
      const host = await openHost(directory);
      const page = await browser.newPage();
      await page.exposeFunction("askHost", host.answer);
      await page.addInitScript(bridge);
      const began = performance.now();
      await page.goto(`${server.origin}/dashboard`);
      await page.waitForFunction(() => document.querySelectorAll("canvas").length >= 3);
      times.push(performance.now() - began);
      await page.close();
      await host.close();
    }
  } finally {
    await browser.close();
    server.close();
    await rm(builtPages, { recursive: true, force: true });
  }
  return {
    "dashboard.open_ms_1m": { value: Math.max(...times), unit: "ms" },
    "dashboard.open_ms_1m_median": { value: times.toSorted((a, b) => a - b)[2] ?? 0, unit: "ms" },
  };
}

/** The extension's own answers, of a reader that is as cold as in a window that has just opened. */
async function openHost(directory: string) {
  const ledger = await openLedger({
    directory,
    writer: 1,
    clock: systemClock,
    loadPrice: async () => () => ({ kind: "unknown" }),
    keepDays: () => 0,
  });
  const reader = createReader({
    file: () => ledger.file,
    script: new URL("../../src/ledger/reader/worker.ts", import.meta.url),
    inProcess: (query) => ledger.store.read(query),
    clock: systemClock,
  });
  const ask = askWith(reader);
  const connections = {
    ...testDirectory,
    allCredentials: testDirectory.credentials,
    providers: () => [],
    revision: () => 0,
  };
  const handlers: Readonly<Record<string, (argument: never) => unknown>> = {
    ...questionHandlers({
      ask,
      router: createFakeBoard(),
      directory: testDirectory,
      keys: () => ({}),
      accounts: () => Promise.reject(new Error("not asked")),
      prices: () => Promise.reject(new Error("not asked")),
      data: () => {
        throw new Error("not asked");
      },
      now: Date.now,
    }),
    ready: () =>
      dashboardStart({
        ask,
        connections,
        status: () => ledger.status,
        simulated: () => false,
        lastCall: () => ledger.snapshot("today").recent[0],
      }),
  };
  return {
    // The page is our own: what it asks is of the right form.
    answer: async (name: string, argument: unknown) => handlers[name]?.(argument as never),
    close: async () => {
      await reader.close();
      await ledger.close();
    },
  };
}

/** Runs in the browser: stands in for the webview's end of VS Code. */
function bridge(): void {
  const ask: unknown = Reflect.get(window, "askHost");
  const acquireVsCodeApi = () => ({
    getState: () => undefined,
    setState: () => undefined,
    postMessage({ id, name, argument }: { id: number; name: string; argument: unknown }) {
      if (typeof ask !== "function") return;
      const answered: Promise<unknown> = ask(name, argument);
      void answered.then((value) => window.postMessage({ kind: "answer", id, value }));
    },
  });
  Object.assign(window, { acquireVsCodeApi });
}
