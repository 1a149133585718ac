import assert from "node:assert/strict";
import { ask, modelUnder } from "../vscode/chat-page.ts";
import { closeQuickInput, quickPickRows } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { statusItem } from "../vscode/workbench.ts";
import { editor } from "./setup.ts";

describe("status bar item", () => {
  beforeEach(async () => {
    await showView(editor().page, "Chat");
  });

  it("names the model of the task one is at", async () => {
    await statusItem(editor().page)
      .getByText(/sim-anthropic/)
      .waitFor();
  });

  it("opens a pick of routes, each with its health, price and latency", async () => {
    const { page } = editor();
    await statusItem(page).click();
    const row = quickPickRows(page).filter({ hasText: "sim-anthropic/" });
    await row.waitFor();
    const words = await row.innerText();
    await closeQuickInput(page);
    assert.match(words, /healthy · free · (not used yet|last first token \d)/);
  });

  it("switches to a route and back to the chain", async () => {
    const { page } = editor();
    await pickRoute("sim-gemini/");
    await statusItem(page)
      .getByText(/sim-gemini/)
      .waitFor();
    const chat = await showView(page, "Chat");
    assert.match(await modelUnder(await ask(chat, "What is 1 + 1?")), /^sim-gemini/);
    await pickRoute("Auto");
    await statusItem(page)
      .getByText(/sim-anthropic/)
      .waitFor();
    assert.match(await modelUnder(await ask(chat, "What is 1 + 2?")), /^sim-anthropic/);
  });
});

/** Chooses the row with these words in the pick of chat's routes. */
async function pickRoute(words: string): Promise<void> {
  const { page } = editor();
  await statusItem(page).click();
  await quickPickRows(page).filter({ hasText: words }).first().click();
  await quickPickRows(page).first().waitFor({ state: "hidden" });
}
