import type { Locator, Page } from "playwright-core";
import { pick, runCommand } from "./quick-input.ts";

/** The gateway's item in the status bar, there while it is on. */
export function gatewayItem(page: Page): Locator {
  return page.locator('.statusbar-item[id$="switchyard.gateway"]');
}

/** Copies something out of the gateway's dialog, by its row's name, and gives what is on the clipboard then. */
export async function copyFromGateway(page: Page, row: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await runCommand(page, "Switchyard: Use the Gateway…");
  await pick(page, "Use the gateway at", row);
  await page
    .getByText(/(?:is|are) copied/)
    .first()
    .waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
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
