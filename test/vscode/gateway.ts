import type { Locator, Page } from "playwright-core";
import { quickInputField, quickPickRows, runCommand } from "./quick-input.ts";

/** The gateway's item in the status bar, there while it is on. */
export function gatewayItem(page: Page): Locator {
  return page.locator('.statusbar-item[id$="switchyard.gateway"]');
}

/** Waits until the window serves, and gives what its status item says of that. */
export async function gatewayServes(page: Page): Promise<string> {
  const serving = gatewayItem(page).and(page.locator('[aria-label*="served by this window"]'));
  await serving.waitFor();
  return (await serving.getAttribute("aria-label")) ?? "";
}

/** Copies something out of the gateway's dialog, by its row's name, and gives what is on the clipboard then. */
export async function copyFromGateway(page: Page, row: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await runCommand(page, "Switchyard: Use the Gateway…");
  await chooseOfGateway(page, row);
  for (let tries = 1; tries <= 100; tries += 1) {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== "") return copied;
    await page.waitForTimeout(50);
  }
  throw new Error(`Nothing was copied by "${row}".`);
}

/** Chooses a row of the gateway's dialog, which is longer than what is drawn of it. */
export async function chooseOfGateway(page: Page, row: string): Promise<void> {
  await page.getByText("Use the gateway at").waitFor();
  await quickInputField(page).fill(row);
  await quickPickRows(page).and(page.locator(".focused")).filter({ hasText: row }).waitFor();
  await quickInputField(page).press("Enter");
}

/** Asks the gateway as another program does. */
export async function askGateway(url: string, key: string, question: string): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "switchyard/chat", messages: [{ role: "user", content: question }] }),
  });
  if (!response.ok) throw new Error(`The gateway answered ${response.status}: ${await response.text()}`);
  const { choices } = (await response.json()) as { choices: readonly { message: { content: string } }[] };
  return choices[0]?.message.content ?? "";
}
