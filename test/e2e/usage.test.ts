import assert from "node:assert/strict";
import { askChat } from "../vscode/chat-page.ts";
import { fault } from "../vscode/faults.ts";
import { runCommand } from "../vscode/quick-input.ts";
import { setSidebarWidth, showAlone, webviewFrame } from "../vscode/views.ts";
import { onStage } from "./setup.ts";

describe("the usage panel", () => {
  it("shows a call while it runs, and counts it when it is over", async () => {
    const { page } = onStage();
    await fault(page, "Simulated Anthropic", "Slow");
    await runCommand(page, "Switchyard: Open Chat");
    await showAlone(page, "Chat");
    await runCommand(page, "Switchyard: Show Usage");
    const usage = await webviewFrame(page, "Usage");
    const chat = await webviewFrame(page, "Chat");
    await chat.getByLabel("Your question").fill("What is 3 * 3?");
    await chat.getByLabel("Your question").press("Enter");
    await usage.getByRole("region", { name: "Calls under way" }).getByText("Chat, sim-anthropic-large").waitFor();
    await chat.getByLabel("Your question").press("Escape");
    await usage.getByRole("region", { name: "Calls under way" }).waitFor({ state: "detached" });
    await fault(page, "Simulated Anthropic", "Well");
  });

  it("shows failed attempts of a call that was answered all the same", async () => {
    const { page } = onStage();
    await showAlone(page, "Chat");
    await fault(page, "Simulated Anthropic", "Overloaded");
    const answer = await askChat(page, "What is 4 * 4?");
    await fault(page, "Simulated Anthropic", "Well");
    assert.match(answer, /Answered by sim-openai-large after sim-anthropic-large failed/);
    const usage = await showAlone(page, "Usage");
    const call = usage.getByRole("button", { name: /Chat, sim-openai-large after 1 failed/ }).first();
    await call.click();
    await usage.getByText("was overloaded").first().waitFor();
  });

  it("covers other times", async () => {
    const { page } = onStage();
    const usage = await showAlone(page, "Usage");
    await usage.getByRole("button", { name: "30 days" }).click();
    await usage.locator('[aria-pressed="true"]', { hasText: "30 days" }).waitFor();
  });

  it("fits into 320 pixels, as the chat does", async () => {
    const { page, violations } = onStage();
    await setSidebarWidth(page, 320);
    for (const view of ["Usage", "Chat"] as const) {
      const frame = await showAlone(page, view);
      const tooWide = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(tooWide <= 0, `${view} is ${tooWide} px too wide`);
    }
    assert.deepEqual(violations, []);
  });
});
