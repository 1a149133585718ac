import type { Page } from "playwright-core";
import { webviewFrame } from "./views.ts";

/** Asks in the chat view and waits for the answer's end. @returns its text. */
export async function askChat(page: Page, question: string): Promise<string> {
  const chat = await webviewFrame(page, "Chat");
  const answers = chat.getByRole("article", { name: "Answer" });
  const before = await answers.count();
  await chat.getByLabel("Your question").fill(question);
  await chat.getByLabel("Your question").press("Enter");
  const answer = answers.nth(before);
  await answer.and(chat.locator('[aria-busy="false"]')).waitFor({ timeout: 30_000 });
  return answer.innerText();
}

/** Begins a new conversation. */
export async function newChat(page: Page): Promise<void> {
  const chat = await webviewFrame(page, "Chat");
  await chat.getByRole("button", { name: "New conversation" }).click();
  await chat.getByRole("article").first().waitFor({ state: "detached" });
}

/** Opens "why this model" under the last answer. @returns the route trace as it is shown. */
export async function trace(page: Page): Promise<string> {
  const chat = await webviewFrame(page, "Chat");
  await chat.locator('.why[aria-expanded="false"]').last().click();
  return chat.locator(".trace").last().innerText();
}
