import type { Locator, Page } from "playwright-core";
import { openQuickInput, quickInputField, quickPickRows, runCommand } from "./quick-input.ts";

/** The editor that has, or last had, the focus. */
export function activeEditor(page: Page): Locator {
  return page.locator(".editor-group-container.active .editor-instance");
}

/** Opens a file of the workspace. @param file relative, with forward slashes. */
export async function openFile(page: Page, file: string): Promise<void> {
  await openQuickInput(page, "Control+P", file);
  const name = file.slice(file.lastIndexOf("/") + 1);
  await quickPickRows(page)
    .and(page.locator(`[aria-label^=${JSON.stringify(name)}]`))
    .first()
    .click();
  await page
    .locator(`.editor-group-container.active .tab.active[data-resource-name=${JSON.stringify(name)}]`)
    .waitFor();
  await runCommand(page, "View: Focus Active Editor Group");
}

/** Puts the caret at a place, counted from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await openQuickInput(page, "Control+G", `:${line}:${column}`);
  await quickInputField(page).press("Enter");
  await quickInputField(page).waitFor({ state: "hidden" });
}

/** The pieces that ghost text is drawn in: those on the caret's line, and the lines below it. */
export function ghostText(page: Page): Locator {
  return activeEditor(page).locator('[class*="ghost-text"]');
}
