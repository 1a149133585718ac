import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { askGateway, chooseOfGateway, copyFromGateway, gatewayItem, gatewayServes } from "../vscode/gateway.ts";
import { answerInput, runCommand } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { dismissNotifications, workbenchReady } from "../vscode/workbench.ts";
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
    await card.getByRole("row").filter({ hasText: "OpenAI SDK, JavaScript" }).waitFor();
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

  it("is followed by a second window", async () => {
    const { code, page } = editor();
    const opened = page.waitForEvent("popup");
    await page.evaluate((address) => void window.open(address), code.address);
    const second = await opened;
    try {
      await workbenchReady(second);
      await second
        .locator('.statusbar-item[id$="switchyard.gateway"][aria-label*="served by another window"]')
        .waitFor();
    } finally {
      await second.close();
    }
  });

  it("says once that another program has its port, and moves to another one when it is told to", async () => {
    const { code, page } = editor();
    const stranger = createServer((_, response) => void response.end("hello"));
    stranger.listen(41_706, "127.0.0.1");
    await once(stranger, "listening");
    try {
      await dismissNotifications(page);
      await code.set({ "switchyard.gateway.port": 41_706 });
      const warning = page
        .locator(".notification-toast")
        .filter({ hasText: "Port 41706 is in use by another program" });
      await warning.waitFor();
      // Several looks later.
      await page.waitForTimeout(7_000);
      assert.equal(await warning.count(), 1);
      await warning.getByRole("button", { name: "Choose Another Port" }).click();
      await answerInput(page, "Port of the gateway", "41707");
      assert.match(await gatewayServes(page), /127\.0\.0\.1:41707/);
    } finally {
      stranger.closeAllConnections();
      stranger.close();
    }
  });

  it("stops from its own dialog", async () => {
    const { page } = editor();
    await gatewayItem(page).click();
    await chooseOfGateway(page, "Stop the gateway");
    await gatewayItem(page).waitFor({ state: "detached" });
  });
});
