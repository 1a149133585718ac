import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { answered, answers, ask, modelUnder, newConversation, send } from "../vscode/chat-page.ts";
import { activeEditor, goTo, openFile } from "../vscode/editor-page.ts";
import { simulateFault } from "../vscode/features.ts";
import { runCommand } from "../vscode/quick-input.ts";
import { showView, webviewFrame } from "../vscode/views.ts";
import { workbenchReady } from "../vscode/workbench.ts";
import { editor } from "./setup.ts";

const code = `export function discountFor(quantity: number): number {
  if (quantity >= 50) return 0.12;
  if (quantity >= 10) return 0.05;
  return 0;
}`;
const question = `Explain this:\n\`\`\`ts\n${code}\n\`\`\``;

async function newChat(): Promise<Frame> {
  const chat = await showView(editor().page, "Chat");
  await newConversation(chat);
  return chat;
}

describe("chat", () => {
  it("writes the answer as it comes, and says under it which model gave it", async () => {
    const chat = await newChat();
    const answer = await send(chat, question);
    const lengths = new Set<number>();
    while ((await answer.getAttribute("aria-busy")) === "true") lengths.add((await answer.innerText()).length);
    assert.ok(lengths.size > 2, `the answer came in ${lengths.size} pieces`);
    assert.match(await modelUnder(answer), /^sim-anthropic/);
    await answer.getByText("Simulated", { exact: true }).waitFor();
    await answer.getByText(/ in, .* out$/).waitFor();
  });

  it("copies a block of code", async () => {
    const { page } = editor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const chat = await newChat();
    const answer = await ask(chat, question);
    await answer.getByRole("button", { name: "Copy", exact: true }).click();
    await answer.getByRole("button", { name: "Copied" }).waitFor();
    // The copy goes by way of the extension host.
    await page.waitForFunction(async (text) => (await navigator.clipboard.readText()) === text, code);
  });

  it("puts a block of code in at the caret", async () => {
    const { page } = editor();
    await openFile(page, "src/checkout.ts");
    await goTo(page, 6);
    const chat = await newChat();
    const answer = await ask(chat, question);
    await answer.getByRole("button", { name: "Insert at the caret" }).click();
    await activeEditor(page).locator(".view-line").nth(5).getByText("discountFor").waitFor();
    await runCommand(page, "File: Revert File");
  });

  it("stops an answer and keeps what came of it", async () => {
    const { page } = editor();
    await simulateFault(page, "Simulated Anthropic", "Slow");
    const chat = await newChat();
    const answer = await send(chat, question);
    await answer.getByText("Simulated answer").waitFor({ timeout: 30_000 });
    await chat.getByRole("button", { name: "Stop (Escape)" }).click();
    await answered(answer);
    await answer.getByText("You stopped this answer.").waitFor();
    await answer.getByText("Simulated answer").waitFor();
    await simulateFault(page, "Simulated Anthropic", "Well");
  });

  it("has its conversations again after the window was reloaded", async () => {
    const { page } = editor();
    let chat = await newChat();
    await ask(chat, "What is 20 + 22?");
    await page.reload();
    await workbenchReady(page);
    chat = await showView(page, "Chat");
    await answers(chat).getByText("42").first().waitFor();
    await newChat();
    await chat.getByRole("button", { name: "Earlier conversations" }).click();
    await chat.getByRole("button", { name: "What is 20 + 22?", exact: true }).click();
    chat = await webviewFrame(page, "Chat");
    await answers(chat).getByText("42").first().waitFor();
  }).timeout(120_000);
});
