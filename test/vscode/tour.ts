import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Frame, Locator, Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { ask, newConversation, overflows, questionField, routeTrace } from "./chat-page.ts";
import { openDashboard, showDashboardPage, sticksOut } from "./dashboard-page.ts";
import { activeEditor } from "./editor-page.ts";
import {
  acceptGhostText,
  drillItem,
  explainSelection,
  fireDrill,
  ghostTextAfter,
  selectLines,
  simulateFault,
} from "./features.ts";
import { askGateway, copyFromGateway, gatewayItem, gatewayServes } from "./gateway.ts";
import { outDir } from "./paths.ts";
import { closeQuickInput, quickPickRows, runCommand } from "./quick-input.ts";
import { startSampleEditor } from "./sample-editor.ts";
import type { SampleEditor } from "./sample-editor.ts";
import { createSteps } from "./steps.ts";
import type { Steps } from "./steps.ts";
import { panelDelays, watchPanel } from "./panel-delay.ts";
import { setSidebarWidth, showBothViews, showView } from "./views.ts";
import { dismissNotifications, openWorkbench, setTheme, statusItem, themes } from "./workbench.ts";
import type { Theme } from "./workbench.ts";

const pictures = path.join(outDir, "tour");
/** First in the chain of chat, of explain and of ghost text. */
const stopped = ["Simulated Anthropic", "Simulated Gemini", "Simulated FIM"];

const dashboardTitles = [
  "Overview",
  "Speed",
  "Health",
  "Calls",
  "Ghost text",
  "Budgets",
  "Accounts",
  "Experiments",
  "Prices",
  "Data",
];

/** What every part of the tour works with. */
interface Tour {
  readonly page: Page;
  readonly editor: SampleEditor;
  readonly steps: Steps;
  /** Route traces, for the end. */
  readonly traces: string[];
}

/**
 * Drives the real workbench through everything a person would try first, on the simulator, with a picture of each step.
 *
 * @returns the exit code: 1 when a step failed.
 */
export async function tour(): Promise<number> {
  await rm(pictures, { recursive: true, force: true });
  const editor = await startSampleEditor({
    name: "tour",
    fresh: true,
    machineSettings: { "switchyard.simulator.enabled": true },
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    const run: Tour = { page, editor, steps: createSteps(page, pictures), traces: [] };
    await run.steps.run("Boot", () => openWorkbench(page, editor.code));
    await whileAllIsWell(run);
    await whileProvidersAreDown(run);
    await untilTheyAreBack(run);
    await routingExplained(run);
    await panelInTime(run);
    await gateway(run);
    await dashboard(run);
    await allThemes(run);
    console.log(`\nRoutes taken:\n${run.traces.join("\n")}\n\nThe pictures are in ${pictures}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await browser.close();
    await editor.code.stop();
  }
}

async function whileAllIsWell(run: Tour): Promise<void> {
  const { page, steps } = run;
  await steps.run("Ghost text", async () => {
    const text = await ghostTextAfter(page, "src/money.ts", 10);
    assert.match(text, /return Math\.min/);
    return text;
  });
  await steps.run("Ghost text taken", async () => {
    await acceptGhostText(page);
    assert.match(await activeEditor(page).innerText(), /return\sMath\.min/);
  });
  await steps.run("Chat", async () => {
    await selectLines(page, "src/stock.ts", 4, 25);
    const chat = await showView(page, "Chat");
    const answer = await ask(chat, "What could go wrong in this class?");
    return traced(run, "chat", answer, /^sim-anthropic\//);
  });
  await steps.run("Explain", async () => {
    await selectLines(page, "src/basket.ts", 10, 14);
    return traced(run, "explain", await explainSelection(page), /^sim-gemini\//);
  });
}

async function whileProvidersAreDown(run: Tour): Promise<void> {
  const { page, steps } = run;
  await steps.run("Providers stopped", async () => {
    for (const provider of stopped) await simulateFault(page, provider, "Down");
    return stopped.join(", ");
  });
  await steps.run("Chat fails over", async () => {
    const chat = await newChat(page);
    const answer = await ask(chat, "How many r are in strawberry?");
    await answer.getByText(/Answered by .* after .* could not be reached/).waitFor();
    return traced(run, "chat", answer, /^sim-openai\/.*answered/);
  });
  await steps.run("Explain fails over", async () => {
    await selectLines(page, "src/basket.ts", 17, 20);
    return traced(run, "explain", await explainSelection(page), /^sim-openai\/.*answered/);
  });
  await steps.run("Ghost text fails over", async () => {
    const text = await ghostTextAfter(page, "tools/report.py", 21);
    assert.equal(text, "if not values:");
    return text;
  });
  await steps.run("Chat leaves the tripped provider out", async () => {
    await acceptGhostText(page);
    for (let asked = 1; asked <= 5; asked += 1) {
      // A conversation stays with the model that answers it, so each begins anew.
      const chat = await newChat(page);
      const answer = await ask(chat, `What is ${asked} + 2?`);
      if (/^sim-anthropic\/.*not tried/.test((await routeTrace(answer)).at(-1) ?? "")) {
        return traced(run, "chat", answer, /^sim-openai\/.*answered/);
      }
    }
    throw new Error("After five failures the provider is still tried first.");
  });
  await steps.run("Usage shows the trip", async () => {
    const usage = await showView(page, "Usage");
    await usage.getByText(/Simulated Anthropic tripped/).waitFor();
    await usage.getByText(/^\d+ failovers?$/).waitFor();
    await usage
      .getByText(/^Ghost text, .* after 1 failed$/)
      .first()
      .waitFor();
    await usage.getByText(/Simulated Anthropic tripped/).scrollIntoViewIfNeeded();
    return (await usage.getByText(/^\d+ failovers?$/).innerText()).trim();
  });
}

async function untilTheyAreBack(run: Tour): Promise<void> {
  const { page, steps } = run;
  await steps.run("Providers back", async () => {
    for (const provider of stopped) await simulateFault(page, provider, "Well");
    const usage = await showView(page, "Usage");
    const route = usage.locator(".route").filter({ hasText: "Simulated Anthropic" });
    // The breaker chooses its cool-down: 5 to 15 s for the first one.
    await route.getByText(/The next call finds out|Healthy/).waitFor({ timeout: 90_000 });
  });
  await steps.run("Chat returns to the first provider", async () => {
    const chat = await newChat(page);
    return traced(
      run,
      "chat",
      await ask(chat, "How many words are in to be or not to be?"),
      /^sim-anthropic\/.*answered/,
    );
  });
  await steps.run("Usage shows the recovery", async () => {
    const usage = await showView(page, "Usage");
    const recovered = usage.getByText(/Simulated Anthropic recovered/);
    await recovered.waitFor();
    await recovered.scrollIntoViewIfNeeded();
    return (await statusItem(page).getAttribute("aria-label")) ?? undefined;
  });
}

async function newChat(page: Page): Promise<Frame> {
  const chat = await showView(page, "Chat");
  await newConversation(chat);
  return chat;
}

/** What a user can see and play of the routing itself. */
async function routingExplained(run: Tour): Promise<void> {
  const { page, steps } = run;
  await steps.run("An answer that breaks off goes on elsewhere", async () => {
    await simulateFault(page, "Simulated Anthropic", "Cut off");
    const answer = await ask(await newChat(page), "What is 12 * 7? And how many r in strawberry?");
    await answer.getByText(/Broke off at .*, continued by /).waitFor();
    await simulateFault(page, "Simulated Anthropic", "Well");
    return traced(run, "chat", answer, /^sim-openai\/.*went on where the answer broke off/);
  });
  await steps.run("Explain routing", async () => {
    await runCommand(page, "Switchyard: Explain Routing…");
    const row = quickPickRows(page).filter({ hasText: "sim-anthropic" }).first();
    await row.waitFor();
    return (await row.innerText()).replaceAll(/\s+/g, " ").trim();
  });
  await steps.run("Fire drill", async () => {
    await closeQuickInput(page);
    await fireDrill(page, "sim-anthropic", "Overloaded");
    const answer = await ask(await newChat(page), "What is 3 * 4?");
    return traced(run, "chat", answer, /^sim-anthropic\/.*Fire drill/);
  });
  await steps.run("Usage shows the drill", async () => {
    const usage = await showView(page, "Usage");
    await usage
      .getByText(/Fire drill/)
      .first()
      .waitFor();
  });
  await steps.run("Fire drill ended", async () => {
    await drillItem(page).click();
    await drillItem(page).waitFor({ state: "detached" });
  });
}

/** A call's tokens and cost are to be seen when it ends. */
async function panelInTime({ page, steps }: Tour): Promise<void> {
  await steps.run("Usage shows calls at once", async () => {
    const { chat, usage } = await showBothViews(page);
    await watchPanel(usage);
    for (let asked = 1; asked <= 10; asked += 1) await ask(chat, `What is ${asked} * 3?`);
    const delays = (await panelDelays(usage)).toSorted((a, b) => a - b);
    assert.ok(delays.length >= 9, `only ${delays.length} of 10 calls were seen to be drawn`);
    const median = delays[Math.floor(delays.length / 2)];
    return `drawn ${median} ms after a call's end (median of ${delays.length}; longest ${delays.at(-1)} ms)`;
  });
}

/** Another program asks through the gateway, with the settings that it is given. */
async function gateway({ page, steps }: Tour): Promise<void> {
  await steps.run("Gateway started", async () => {
    await runCommand(page, "Switchyard: Start the Gateway");
    return gatewayServes(page);
  });
  await steps.run("Gateway offers settings for tools", async () => {
    await gatewayItem(page).click();
    await quickPickRows(page).filter({ hasText: "Claude Code" }).waitFor();
  });
  await steps.run("Gateway answers a program", async () => {
    await closeQuickInput(page);
    const settings = await copyFromGateway(page, "OpenAI SDK, JavaScript");
    const [, url = ""] = /baseURL: "(.*)\/v1"/.exec(settings) ?? [];
    const [, key = ""] = /apiKey: "(.*?)"/.exec(settings) ?? [];
    return askGateway(url, key, "What is 6 * 7?");
  });
  await steps.run("Usage shows the gateway", async () => {
    const usage = await showView(page, "Usage");
    const client = usage.locator(".gateway").getByRole("row").filter({ hasText: "OpenAI SDK, JavaScript" });
    await client.waitFor();
    await client.scrollIntoViewIfNeeded();
    await dismissNotifications(page);
  });
}

/** Every page of the dashboard, with what the tour left there. */
async function dashboard({ page, editor, steps }: Tour): Promise<void> {
  await setTheme(page, editor.code, "dark");
  const opened = await openDashboard(page);
  for (const title of dashboardTitles) {
    await steps.run(`Dashboard ${title.toLowerCase()}`, async () => {
      await showDashboardPage(opened, title);
      assert.deepEqual(await sticksOut(opened), []);
    });
  }
  await steps.run("Dashboard finds calls", async () => {
    await showDashboardPage(opened, "Calls");
    const filter = opened.getByRole("combobox").first();
    await filter.fill("failed-over");
    await filter.press("Enter");
    await opened.getByRole("row").nth(1).waitFor();
    await opened.getByRole("row").nth(1).click();
    await opened.getByText("Waiting for the first token").waitFor();
  });
  for (const theme of ["light", "high-contrast-dark"] as const) {
    await steps.run(`Dashboard ${theme}`, async () => {
      await setTheme(page, editor.code, theme);
      await showDashboardPage(opened, "Overview");
    });
  }
}

/** Both views as narrow as a sidebar gets and wide, in every theme. Nothing may have to be scrolled sideways. */
async function allThemes({ page, editor, steps }: Tour): Promise<void> {
  for (const theme of Object.keys(themes) as Theme[]) {
    for (const width of [320, 480]) {
      for (const view of ["Chat", "Usage"] as const) {
        await steps.run(`${view} ${theme} ${width} px`, async () => {
          await setTheme(page, editor.code, theme);
          const frame = await showView(page, view);
          await setSidebarWidth(page, width);
          if (view === "Chat") await questionField(frame).focus();
          assert.equal(await overflows(frame), false, "something is wider than the view");
        });
      }
    }
  }
}

/** Keeps an answer's trace for the end. @throws when the route that answered is not the one expected. */
async function traced(run: Tour, task: string, answer: Locator, expected: RegExp): Promise<string> {
  const trace = await routeTrace(answer);
  assert.ok(
    trace.some((line) => expected.test(line)),
    `the routes were not as expected:\n${trace.join("\n")}`,
  );
  run.traces.push(...trace.map((line) => `    ${task}: ${line}`));
  return trace[0] ?? "";
}
