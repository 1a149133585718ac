import assert from "node:assert/strict";
import { askGateway, chooseOfGateway, copyFromGateway, gatewayItem, gatewayServes } from "../vscode/gateway.ts";
import { runCommand } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { dismissNotifications } from "../vscode/workbench.ts";
import { editor } from "./setup.ts";

describe("the gateway", () => {
  before(async () => {
    await editor().code.set({ "switchyard.gateway.port": 41_705 });
  });
  after(async () => {
    await editor().code.set({ "switchyard.gateway.enabled": false, "switchyard.gateway.port": 4170 });
    await gatewayItem(editor().page).waitFor({ state: "detached" });
    await dismissNotifications(editor().page);
  });

  it("is off, and unseen, until it is started", async () => {
    const { page } = editor();
    assert.equal(await gatewayItem(page).count(), 0);
    await runCommand(page, "Switchyard: Start the Gateway");
    assert.match(await gatewayServes(page), /http:\/\/127\.0\.0\.1:41705/);
  });

  it("gives settings that work when they are pasted, and shows who used them", async () => {
    const { page } = editor();
    const settings = await copyFromGateway(page, "OpenAI SDK, JavaScript");
    const url = /baseURL: "(.*)\/v1"/.exec(settings)?.[1] ?? "";
    const key = /apiKey: "(.*?)"/.exec(settings)?.[1] ?? "";
    assert.equal(url, "http://127.0.0.1:41705");
    assert.match(key, /^sk-switchyard-[\w-]{43}\.openai-js$/);
    assert.match(await askGateway(url, key, "What is 2 + 2?"), /4/);
    const usage = await showView(page, "Usage");
    const card = usage.locator(".gateway");
    await card.getByText("On, in this window").waitFor();
    await card.getByRole("row").filter({ hasText: "openai-js" }).waitFor();
    for (const frame of page.frames()) {
      const shown = await frame.evaluate(() => document.documentElement.outerHTML);
      assert.ok(!shown.includes(key.slice(0, 30)), `the token is in the frame ${frame.url()}`);
    }
  });

  it("makes a new token when that is confirmed, and the old one has ended", async () => {
    const { page } = editor();
    const old = await copyFromGateway(page, "Copy the token");
    await runCommand(page, "Switchyard: Make a New Gateway Token…");
    await page.locator(".monaco-dialog-box").getByText("Make a New Token", { exact: true }).click();
    await page.getByText("The old token has ended.").first().waitFor();
    const token = await copyFromGateway(page, "Copy the token");
    assert.notEqual(token, old);
    await assert.rejects(askGateway("http://127.0.0.1:41705", old, "Hello?"), /answered 401/);
    await askGateway("http://127.0.0.1:41705", token, "Hello?");
  });

  it("stops from its own dialog", async () => {
    const { page } = editor();
    await gatewayItem(page).click();
    await chooseOfGateway(page, "Stop the gateway");
    await gatewayItem(page).waitFor({ state: "detached" });
  });
});
