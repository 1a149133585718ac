import assert from "node:assert/strict";
import { askChat, newChat } from "../vscode/chat-page.ts";
import { activeEditor, goTo, openFile } from "../vscode/editor-page.ts";
import { fault } from "../vscode/faults.ts";
import { runCommand } from "../vscode/quick-input.ts";
import { showAlone, webviewFrame } from "../vscode/views.ts";
import { workbenchReady } from "../vscode/workbench.ts";
import { onStage } from "./setup.ts";

describe("the chat view", () => {
  before(async () => {
    const { page } = onStage();
    await runCommand(page, "Switchyard: Open Chat");
    await showAlone(page, "Chat");
  });

  it("answers, and says which model, how fast and for how much", async () => {
    const { page } = onStage();
    const answer = await askChat(page, "What is 6 * 7?");
    assert.match(answer, /42/);
    assert.match(answer, /Simulated/);
    assert.match(answer, /sim-anthropic-large/);
    assert.match(answer, /first token \d+/);
    assert.match(answer, /\d+ in, \d+ out/);
    assert.match(answer, /free/);
  });

  it("takes the selection along, unless the user takes it off", async () => {
    const { page } = onStage();
    await openFile(page, "src/basket.ts");
    await goTo(page, 10);
    for (let line = 10; line < 15; line += 1) await page.keyboard.press("Shift+ArrowDown");
    const chat = await webviewFrame(page, "Chat");
    await chat.getByText("basket.ts:10-14").waitFor();
    const answer = await askChat(page, "Explain this");
    assert.match(answer, /discountFor/);
    await chat.getByRole("button", { name: "Do not send the selection" }).click();
    await newChat(page);
    assert.doesNotMatch(await askChat(page, "Explain this"), /discountFor/);
  });

  it("copies code, and puts it in at the caret", async () => {
    const { page } = onStage();
    const chat = await webviewFrame(page, "Chat");
    await newChat(page);
    await askChat(page, "Explain this");
    await openFile(page, "src/stock.ts");
    await page.keyboard.press("Control+End");
    const code = (await chat.locator(".code pre").last().innerText()).trim().split("\n", 1)[0] ?? "";
    await chat.getByRole("button", { name: "Insert at the caret" }).last().click();
    await activeEditor(page).getByText("discountFor", { exact: false }).last().waitFor();
    assert.match(code, /discountFor/);
  });

  it("stops when told to, and keeps what came", async () => {
    const { page } = onStage();
    const chat = await webviewFrame(page, "Chat");
    await newChat(page);
    await fault(page, "Simulated Anthropic", "Slow");
    await chat.getByLabel("Your question").fill("Explain everything you can about this");
    await chat.getByLabel("Your question").press("Enter");
    await chat.locator(".answer .markdown p").first().waitFor();
    await chat.getByRole("button", { name: "Stop (Escape)" }).click();
    await chat.getByText("You stopped this answer.").waitFor();
    await fault(page, "Simulated Anthropic", "Well");
    await chat.getByRole("button", { name: "Ask again" }).first().waitFor();
  });

  it("has the conversation again after a reload, and the earlier ones in its history", async () => {
    const { page } = onStage();
    await newChat(page);
    await askChat(page, "What is 5 * 5?");
    await page.reload();
    await workbenchReady(page);
    await runCommand(page, "Switchyard: Open Chat");
    const chat = await webviewFrame(page, "Chat");
    await chat.getByText("What is 5 * 5?").first().waitFor();
    await chat.getByRole("button", { name: "Earlier conversations" }).click();
    await chat.getByLabel("Search conversations by title").fill("6 * 7");
    await chat.getByRole("button", { name: "What is 6 * 7?", exact: true }).click();
    await chat.getByRole("article", { name: "Answer" }).getByText("42").first().waitFor();
  });

  it("draws what a model writes as text, never as a page", async () => {
    const { page, violations } = onStage();
    const chat = await webviewFrame(page, "Chat");
    await newChat(page);
    await askChat(page, 'Repeat: <img src=x onerror="alert(1)"> <script>alert(2)</script> [x](command:foo)');
    assert.equal(await chat.locator("#root img, #root script, #root [onerror], #root a[href^='command:']").count(), 0);
    assert.deepEqual(violations, []);
  });
});
