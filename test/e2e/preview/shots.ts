import type { Page } from "playwright-core";
import type { Theme } from "../../vscode/workbench.ts";
import { chatStates } from "./chat-states.ts";
import { hostileFaults } from "./checks.ts";
import type { StagedCall } from "./fake-host.ts";
import { growthFaults } from "./growth-checks.ts";
import { usageStates } from "./usage-states.ts";

/** A picture to take. */
export interface Shot {
  /** The picture's file, without its ending. */
  readonly name: string;
  readonly view: "chat" | "usage" | "dashboard";
  readonly state: unknown;
  /** What the page's other calls are answered with; null where nothing is said. */
  readonly answers?: Readonly<Record<string, StagedCall>>;
  /** What the page kept from before. */
  readonly memory?: unknown;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** The picture grows until all of the page is on it. */
  readonly tall?: boolean;
  /** Brings the page into the state to be taken. Returns what went wrong. */
  readonly act?: (page: Page) => Promise<readonly string[]>;
}

type PanelView = Exclude<Shot["view"], "dashboard">;
type Act = NonNullable<Shot["act"]>;

/** States that are reached by the user. */
const acts: Readonly<Record<string, Act>> = {
  "chat-answered-history": click("button[aria-label='Earlier conversations']"),
  "chat-failed-over-why": click(".why"),
  "chat-failed-why": click(".why"),
  "chat-continued-why": click(".why"),
  "chat-hedged-why": async (page) => {
    for (const button of await page.locator(".why").all()) await button.click();
    return [];
  },
  "chat-drill-why": click(".why"),
  "chat-hostile": hostileFaults,
  "chat-streaming-on": growthFaults,
  "chat-long-up": async (page) => {
    await page.locator(".list").evaluate((list) => list.scrollTo({ top: 300 }));
    await page.getByRole("button", { name: "Jump to latest" }).waitFor();
    return [];
  },
  "usage-used-attempts": async (page) => {
    for (const call of [0, 1]) await page.locator(".call-head").nth(call).click();
    await page.locator(".call-head").first().scrollIntoViewIfNeeded();
    await page.locator(".usage").evaluate((panel) => panel.scrollTo({ top: panel.scrollHeight }));
    return [];
  },
};

function click(selector: string): Act {
  return async (page) => {
    await page.locator(selector).first().click();
    return [];
  };
}

function stateOf(view: PanelView, name: string): unknown {
  const states: Readonly<Record<string, unknown>> = view === "chat" ? chatStates : usageStates;
  return states[name];
}

function shot(view: PanelView, state: string, theme: Theme, width: number, act = ""): Shot {
  const key = [view, state, ...(act === "" ? [] : [act])].join("-");
  const played = acts[key];
  return {
    name: `${key}-${theme}-${width}`,
    view,
    state: stateOf(view, state),
    theme,
    width,
    height: view === "usage" ? 1500 : 760,
    ...(played && { act: played }),
  };
}

const inEveryTheme = (view: PanelView, state: string, act?: string): readonly Shot[] =>
  (["dark", "light", "high-contrast-dark", "high-contrast-light"] as const).map((theme) =>
    shot(view, state, theme, 320, act),
  );

/** Each state of the views in the side bar once, the telling ones in every theme and width. */
export const panelShots: readonly Shot[] = [
  ...Object.keys(chatStates).map((state) => shot("chat", state, "dark", 400)),
  ...Object.keys(usageStates).map((state) => shot("usage", state, "dark", 400)),
  ...inEveryTheme("chat", "answered"),
  ...inEveryTheme("chat", "endings"),
  ...inEveryTheme("chat", "failed-over", "why"),
  ...inEveryTheme("chat", "hedged", "why"),
  ...inEveryTheme("chat", "drill", "why"),
  ...inEveryTheme("usage", "used"),
  ...inEveryTheme("usage", "budgets"),
  ...inEveryTheme("usage", "drill"),
  ...([800, 1600] as const).flatMap((width) => [
    shot("chat", "answered", "light", width),
    shot("usage", "used", "light", width),
    shot("usage", "budgets", "light", width),
    shot("chat", "drill", "light", width),
  ]),
  shot("chat", "welcome", "light", 1600),
  shot("chat", "answered", "light", 320, "history"),
  shot("chat", "failed", "dark", 320, "why"),
  shot("chat", "continued", "dark", 320, "why"),
  shot("chat", "racing", "light", 320),
  shot("chat", "long", "dark", 320, "up"),
  shot("chat", "streaming", "dark", 320, "on"),
  shot("usage", "used", "dark", 320, "attempts"),
];
