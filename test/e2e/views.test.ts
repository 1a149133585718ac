import assert from "node:assert/strict";
import { ask, overflows, send, answered } from "../vscode/chat-page.ts";
import { simulateFault } from "../vscode/features.ts";
import { setSidebarWidth, showBothViews, showView } from "../vscode/views.ts";
import { editor } from "./setup.ts";

describe("usage panel", () => {
  it("shows a call while it runs, and counts it when it is over", async () => {
    const { page } = editor();
    await simulateFault(page, "Simulated Anthropic", "Slow");
    const { chat, usage } = await showBothViews(page);
    const live = usage.getByLabel("Calls under way");
    const answer = await send(chat, "How many vowels are in switchyard?");
    await live.getByText(/^Chat, sim-anthropic/).waitFor();
    await chat.getByRole("button", { name: "Stop (Escape)" }).click();
    await answered(answer);
    await live.waitFor({ state: "detached" });
    await usage.getByText("Chat, sim-anthropic-large", { exact: true }).first().waitFor();
    await simulateFault(page, "Simulated Anthropic", "Well");
  });
});

describe("both views in a narrow sidebar", () => {
  before(() => setSidebarWidth(editor().page, 320));
  after(() => setSidebarWidth(editor().page, 300));

  it("chat has nothing to scroll sideways", async () => {
    const chat = await showView(editor().page, "Chat");
    await ask(chat, `Explain this: \`${"long".repeat(40)}\`\n\`\`\`ts\n${"const wide = 1; ".repeat(20)}\n\`\`\``);
    assert.equal(await overflows(chat), false);
  });

  it("usage has nothing to scroll sideways", async () => {
    const usage = await showView(editor().page, "Usage");
    for (const call of await usage.locator("button.call-head").all()) await call.click();
    assert.equal(await overflows(usage), false);
  });
});

describe("the pages' content security policy", () => {
  it("was broken by nothing in the whole run", () => {
    const broken = editor().console.filter((line) => line.includes("Content Security Policy"));
    assert.deepEqual(broken, []);
  });
});
