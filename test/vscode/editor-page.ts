import type { Locator, Page } from "playwright-core";
import { runCommand } from "./quick-input.ts";

/** The editor that has, or last had, the focus. */
export function activeEditor(page: Page): Locator {
  return page.locator(".editor-group-container.active .editor-instance");
}

/** Opens a file of the workspace. @param file relative, with forward slashes. */
export async function openFile(page: Page, file: string): Promise<void> {
  await page.keyboard.press("Control+P");
  const input = page.locator(".quick-input-widget:visible").getByRole("combobox");
  await input.fill(file);
  const name = file.slice(file.lastIndexOf("/") + 1);
  await page.locator(`.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(name)}]`).first().click();
  await page.locator(`.editor-group-container.active .tab.active[data-resource-name=${JSON.stringify(name)}]`).waitFor();
  await runCommand(page, "View: Focus Active Editor Group");
}

/** Puts the caret at a place, counted from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press("Control+G");
  const box = page.locator(".quick-input-widget:visible");
  const input = box.getByRole("combobox");
  await input.fill(`:${line}:${column}`);
  await input.press("Enter");
  await box.waitFor({ state: "hidden" });
}

/** The line on which a text begins in a file that is short enough to be drawn whole. */
export function ghostText(page: Page): Locator {
  return activeEditor(page).locator('[class*="ghost-text"]');
}
