import assert from "node:assert/strict";
import { answers, ask, modelUnder, newConversation, routeTrace } from "../vscode/chat-page.ts";
import { drillItem, fireDrill } from "../vscode/features.ts";
import { closeQuickInput, pick, quickInputField, quickPickRows, runCommand } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { statusItem } from "../vscode/workbench.ts";
import { editor } from "./setup.ts";

describe("explaining the routing", () => {
  beforeEach(async () => {
    await newConversation(await showView(editor().page, "Chat"));
  });

  it("shows each route in its order, with reason, price and time, before anything is sent", async () => {
    const { page } = editor();
    await runCommand(page, "Switchyard: Explain Routing…");
    await quickPickRows(page).filter({ hasText: "sim-anthropic" }).first().waitFor();
    const rows = await quickPickRows(page).allInnerTexts();
    const words = rows.map((row) => row.replaceAll(/\s+/g, " ").trim());
    assert.match(words.find((row) => /\b1 sim-anthropic/.test(row)) ?? "", /first in your chain.*free/);
    assert.ok(
      words.some((row) => /\b2 sim-openai/.test(row)),
      words.join("\n"),
    );
    assert.match((await quickInputField(page).getAttribute("placeholder")) ?? "", /nothing is sent/);
    await closeQuickInput(page);
  });

  it("is a click away from an answer, and leads to the presets", async () => {
    const { page } = editor();
    const chat = await showView(page, "Chat");
    const answer = await ask(chat, "What is 2 + 5?");
    await routeTrace(answer);
    await answer.getByText("Why this route?").click();
    await quickPickRows(page).filter({ hasText: "Choose a routing preset" }).click();
    await pick(page, "Routing preset", "Cheapest");
    // VS Code writes a setting a moment after it was chosen.
    await page.waitForTimeout(500);
    await runCommand(page, "Switchyard: Explain Routing…");
    await quickPickRows(page).filter({ hasText: "cheapest: free" }).first().waitFor();
    await closeQuickInput(page);
    await runCommand(page, "Switchyard: Choose a Routing Preset…");
    await pick(page, "Routing preset", "As ordered");
  });
});

describe("a fire drill", () => {
  it("makes a route fail without asking it, shows itself, and ends with a click", async () => {
    const { page } = editor();
    const chat = await showView(page, "Chat");
    await newConversation(chat);
    await fireDrill(page, "sim-anthropic", "Overloaded");
    assert.match((await drillItem(page).innerText()).trim(), /Fire drill: sim-anthropic.* · \d+ s/);
    const answer = await ask(chat, "What is 4 + 5?");
    assert.match(await modelUnder(answer), /^sim-openai/);
    assert.match((await routeTrace(answer))[0] ?? "", /Fire drill/);
    await chat
      .getByText(/Fire drill/)
      .first()
      .waitFor();
    await drillItem(page).click();
    await drillItem(page).waitFor({ state: "detached" });
    await newConversation(chat);
    assert.match(await modelUnder(await ask(chat, "What is 4 + 6?")), /^sim-anthropic/);
    await statusItem(page)
      .getByText(/sim-anthropic/)
      .waitFor();
    assert.equal(await answers(chat).count(), 1);
  });
});
