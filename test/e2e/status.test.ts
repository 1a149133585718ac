import assert from "node:assert/strict";
import { closeQuickInput, quickPickRows, runCommand } from "../vscode/quick-input.ts";
import { showAlone } from "../vscode/views.ts";
import { statusItem } from "../vscode/workbench.ts";
import { onStage } from "./setup.ts";

describe("the status item", () => {
  before(async () => {
    const { page } = onStage();
    await runCommand(page, "Switchyard: Open Chat");
    await showAlone(page, "Chat");
  });

  it("names the model in use for the current task", async () => {
    const { page } = onStage();
    await statusItem(page).getByText("sim-anthropic-large").waitFor();
  });

  it("opens a pick in which each route shows its health, its price and its last latency", async () => {
    const { page } = onStage();
    await statusItem(page).click();
    const row = quickPickRows(page).and(page.locator('[aria-label*="sim-anthropic/sim-anthropic-large"]')).first();
    const route = (await row.getAttribute("aria-label")) ?? "";
    assert.match(route, /healthy/);
    assert.match(route, /free/);
    assert.match(route, /last first token \d+|not used yet/);
    await closeQuickInput(page);
  });

  it("pins a route, and goes back to auto", async () => {
    const { page } = onStage();
    await statusItem(page).click();
    await quickPickRows(page).and(page.locator('[aria-label*="sim-gemini/sim-gemini-large"]')).first().click();
    await statusItem(page).getByText("sim-gemini-large").waitFor();
    await statusItem(page).click();
    await quickPickRows(page).filter({ hasText: "Follows the chain" }).click();
    await statusItem(page).getByText("sim-anthropic-large").waitFor();
  });
});
