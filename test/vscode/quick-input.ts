import type { Locator, Page } from "playwright-core";

/** VS Code's one box for quick picks, input boxes and the command palette. */
function box(page: Page): Locator {
  return page.locator(".quick-input-widget:visible");
}

/** The field of the open box. */
export function quickInputField(page: Page): Locator {
  return box(page).locator(".quick-input-box input");
}

/** The rows of the open quick pick. Each one's accessible name is its label, description and detail. */
export function quickPickRows(page: Page): Locator {
  return box(page).locator(".quick-input-list .monaco-list-row");
}

/** Opens the box with a key and types into it; again when something took the focus away, which closes it. */
export async function openQuickInput(page: Page, key: string, text: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await page.keyboard.press(key);
    try {
      await quickInputField(page).fill(text, { timeout: 3000 });
      return;
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
}

/** Runs a command by the title that the command palette shows, such as `Switchyard: Show Usage`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await openQuickInput(page, "F1", `>${title}`);
  await clickRow(page, title);
}

/** Chooses the row of the open quick pick whose label begins with `label`; one further down is typed for first. */
export async function pick(page: Page, title: string, label: string): Promise<void> {
  await box(page).filter({ hasText: title }).waitFor();
  await quickPickRows(page).first().waitFor();
  if ((await rowOf(page, label).count()) === 0) await quickInputField(page).fill(label);
  await clickRow(page, label);
}

/** Types into the open input box and presses Enter. */
export async function answerInput(page: Page, title: string, text: string): Promise<void> {
  const open = box(page).filter({ hasText: title });
  await open.waitFor();
  await quickInputField(page).fill(text);
  await quickInputField(page).press("Enter");
  await open.waitFor({ state: "hidden" });
}

/** Closes whatever quick pick or input box is open. */
export async function closeQuickInput(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await box(page).waitFor({ state: "hidden" });
}

async function clickRow(page: Page, label: string): Promise<void> {
  await rowOf(page, label).first().click();
}

function rowOf(page: Page, label: string): Locator {
  return quickPickRows(page).and(page.locator(`[aria-label^=${JSON.stringify(label)}]`));
}
