import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import { ask, newConversation } from "../vscode/chat-page.ts";
import { openDashboard, showDashboardPage } from "../vscode/dashboard-page.ts";
import { simulateFault } from "../vscode/features.ts";
import { runCommand } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { editor } from "./setup.ts";

describe("the dashboard", () => {
  let dashboard: Frame;

  before(async () => {
    const { page } = editor();
    const chat = await showView(page, "Chat");
    await newConversation(chat);
    await simulateFault(page, "Simulated Anthropic", "Overloaded");
    await ask(chat, "What is 6 * 7?");
    await simulateFault(page, "Simulated Anthropic", "Well");
    dashboard = await openDashboard(page);
  });

  after(async () => {
    const { page } = editor();
    await runCommand(page, "View: Close All Editors");
    // The conversation would stay with the model that answered it.
    await newConversation(await showView(page, "Chat"));
  });

  it("opens in a tab of its own, once", async () => {
    const { page } = editor();
    await openDashboard(page);
    assert.equal(await page.locator(".tabs-container").getByRole("tab", { name: "Switchyard" }).count(), 1);
  });

  it("finds a call that failed over, and opens it to its attempts", async () => {
    await showDashboardPage(dashboard, "Calls");
    const filter = dashboard.getByRole("combobox").first();
    await filter.fill("failed-over failure:overloaded");
    await filter.press("Enter");
    await dashboard.getByRole("row").nth(1).click();
    const attempt = dashboard.getByText("Failed: overloaded").first();
    await attempt.waitFor();
    await dashboard.getByText("Waiting for the first token").waitFor();
    await dashboard.page().keyboard.press("Escape");
    await attempt.waitFor({ state: "detached" });
  });

  it("says what is wrong with a filter, and where", async () => {
    const filter = dashboard.getByRole("combobox").first();
    await filter.fill("modle:gpt");
    await filter.press("Enter");
    await dashboard.getByText(/No field is called modle. Did you mean model\?/).waitFor();
    await filter.fill("");
    await filter.press("Enter");
  });

  it("keeps an order that was entered, and takes one away again", async () => {
    await showDashboardPage(dashboard, "Accounts");
    const orders = dashboard.locator(".dash-card").filter({ has: dashboard.getByRole("heading", { name: "Orders" }) });
    await orders.getByRole("button", { name: "Add" }).click();
    await dashboard.getByLabel("Amount").fill("a lot");
    await dashboard.getByRole("button", { name: "Save" }).click();
    await dashboard.locator("[aria-invalid=true]").waitFor();
    await dashboard.getByLabel("Amount").fill("25.00");
    await dashboard.getByLabel("Reference").fill("INV-7");
    await dashboard.getByRole("button", { name: "Save" }).click();
    const row = dashboard.getByRole("row").filter({ hasText: "INV-7" });
    await row.getByText("$25.00").waitFor();
    await row.getByRole("button", { name: /Delete/ }).click();
    await row.getByRole("button", { name: "Delete", exact: true }).click();
    await row.waitFor({ state: "detached" });
  });

  it("tells what the simulator's account has left", async () => {
    await dashboard.getByRole("button", { name: "Refresh all" }).click();
    await dashboard
      .getByText(/Reported (just now|\d+ s ago)/)
      .first()
      .waitFor();
    assert.match(await dashboard.locator("body").innerText(), /\$2[45]\.\d\d/);
  });
});
