import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { runCommand } from "./quick-input.ts";
import type { VSCode } from "./server.ts";

/** Opens the workbench and waits until the extension has said so in the status bar. */
export async function openWorkbench(page: Page, code: VSCode): Promise<void> {
  await page.goto(code.address);
  await workbenchReady(page);
}

/** Waits for the workbench of a page that is loading. The first load is slow: the workbench is large. */
export async function workbenchReady(page: Page): Promise<void> {
  await statusItem(page).waitFor({ timeout: 60_000 });
}

/** The item in the status bar. Its accessible name says which route, and why. */
export function statusItem(page: Page): Locator {
  return page.locator('.statusbar-item[id$="switchyard.status"]');
}

/** The four themes that pictures are taken in. */
export const themes = {
  dark: "Dark Modern",
  light: "Light Modern",
  "high-contrast-dark": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;
export type Theme = keyof typeof themes;

const themeClasses: Readonly<Record<Theme, string>> = {
  dark: "vs-dark",
  light: "vs",
  "high-contrast-dark": "hc-black",
  "high-contrast-light": "hc-light",
};

/** Changes the colour theme and waits until it shows. */
export async function setTheme(page: Page, code: VSCode, theme: Theme): Promise<void> {
  await code.set({ "workbench.colorTheme": themes[theme] });
  await page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
}

/** Closes the notifications that are open. */
export async function dismissNotifications(page: Page): Promise<void> {
  await runCommand(page, "Notifications: Clear All Notifications");
  await page.locator(".notifications-toasts .notification-toast").first().waitFor({ state: "hidden" });
}

/** Takes a picture of the whole page. @returns its file. */
export async function screenshot(page: Page, folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled" });
  return file;
}
