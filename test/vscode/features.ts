/** What a person does with the extension, in the words of the workbench. */
import type { Locator, Page } from "playwright-core";
import { answered, answers, newConversation } from "./chat-page.ts";
import { activeEditor, ghostText, goTo, openFile } from "./editor-page.ts";
import { pick, runCommand } from "./quick-input.ts";
import { showView } from "./views.ts";

/** Selects whole lines of a file, counted from 1, the last one included. */
export async function selectLines(page: Page, file: string, from: number, to: number): Promise<void> {
  await openFile(page, file);
  await goTo(page, from);
  for (let line = from; line < to; line += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
}

/** Explains what is selected in the editor, in a new conversation, and gives the answer when it is complete. */
export async function explainSelection(page: Page): Promise<Locator> {
  const chat = await showView(page, "Chat");
  await newConversation(chat);
  await runCommand(page, "Switchyard: Explain Selection");
  const answer = answers(chat).first();
  await answer.waitFor();
  await answered(answer);
  return answer;
}

/** Presses Enter at the end of a line and waits for ghost text. @returns its first line. */
export async function ghostTextAfter(page: Page, file: string, line: number): Promise<string> {
  await openFile(page, file);
  await goTo(page, line);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  try {
    await ghostText(page).first().waitFor({ timeout: 10_000 });
  } catch {
    // Once in some twenty starts VS Code shows nothing for the very first key; whoever types on has it at the next one.
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await ghostText(page).first().waitFor({ timeout: 10_000 });
  }
  const firstLine = activeEditor(page).locator(".ghost-text-decoration");
  return (await firstLine.allInnerTexts()).join("").replaceAll("\u00a0", " ").trim();
}

/** Takes the ghost text that is shown. */
export async function acceptGhostText(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await ghostText(page).first().waitFor({ state: "detached" });
}

/** Gives a simulated provider a fault, by the names that the quick picks have; `Well` ends it. */
export async function simulateFault(page: Page, provider: string, fault: string): Promise<void> {
  await runCommand(page, "Switchyard: Simulate a Fault…");
  await pick(page, "Simulate a fault", provider);
  await pick(page, provider, fault);
}

/** Plays a fault at one of the user's own routes, by the names that the quick picks have. */
export async function fireDrill(page: Page, route: string, fault: string): Promise<void> {
  await runCommand(page, "Switchyard: Fire Drill…");
  await pick(page, "Fire drill: see what happens when a model fails", route);
  await pick(page, "Fire drill", fault);
  await drillItem(page).waitFor();
}

/** The sign of a drill under way, in the status bar; a click on it ends the drill. */
export function drillItem(page: Page): Locator {
  return page.locator('.statusbar-item[id*="switchyard.drill"]');
}
