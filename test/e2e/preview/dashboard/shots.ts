import { readdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import type { DashboardPage, DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import type { Theme } from "../../../vscode/workbench.ts";
import type { Shot } from "../shots.ts";
import { startOf, type DashboardAnswers, type DashboardState, type DashboardStates } from "./state.ts";

const ending = "-states.ts";

/** The pictures of the pages whose name may begin so, such as `dashboard-speed`; other pages' files are left alone. */
export async function dashboardShots(wanted: string): Promise<readonly Shot[]> {
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(ending)).toSorted();
  const pages = files.map((file) => file.slice(0, -ending.length) as DashboardPage);
  const shots: Shot[] = [];
  for (const page of pages) {
    const name = `dashboard-${page}`;
    if (!name.startsWith(wanted) && !wanted.startsWith(name)) continue;
    const { states } = (await import(`./${page}${ending}`)) as { readonly states: DashboardStates };
    for (const [state, said] of Object.entries(states)) shots.push(...shotsOf(page, state, said));
  }
  return shots;
}

/** What the shell itself asks for its badges. */
const forTheShell: DashboardAnswers = {
  health: { value: { tracks: [], moves: [], moreMoves: 0 } },
  budgets: { value: { budgets: [] } },
};

function startedOf(page: DashboardPage, { start, unused = false }: DashboardState): DashboardStart {
  const { oldestAt, ...started } = startOf(page, start);
  return { ...started, ...(!unused && oldestAt !== undefined && { oldestAt }) };
}

function staged(answers: DashboardAnswers): NonNullable<Shot["answers"]> {
  return Object.fromEntries(Object.entries(answers).flatMap(([name, answer]) => (answer ? [[name, answer]] : [])));
}

/** The page that is open can be seen among the pages, also where they are a row that is wider than its place. */
function navFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nav = document.querySelector(".shell-nav")?.getBoundingClientRect();
    const open = document.querySelector(".shell-page[aria-current]")?.getBoundingClientRect();
    if (!nav || !open) return ["no page is marked as open"];
    return open.left < nav.left - 0.5 || open.right > nav.right + 0.5 ? ["the open page is out of sight"] : [];
  });
}

/** Where the focus is can be seen: no ring has the colour of what it lies on. What has the focus already keeps it. */
function ringFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    if (document.activeElement !== document.body) return [];
    const buttons = [...document.querySelectorAll<HTMLElement>("#root button:not(:disabled)")];
    const unseen = buttons.filter((button) => {
      button.focus({ preventScroll: true });
      const { outlineStyle, outlineColor, outlineOffset, backgroundColor } = getComputedStyle(button);
      const inside = Number.parseFloat(outlineOffset) < 0;
      return button.matches(":focus") && (outlineStyle === "none" || (inside && outlineColor === backgroundColor));
    });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return unseen.map((button) => `${button.className} "${button.textContent}" does not show that it has the focus`);
  });
}

function shotsOf(page: DashboardPage, name: string, state: DashboardState): readonly Shot[] {
  const shot = (theme: Theme, width: number): Shot => ({
    name: `dashboard-${page}-${name}-${theme}-${width}`,
    view: "dashboard",
    state: startedOf(page, state),
    answers: staged({ ...forTheShell, ...state.answers }),
    memory: { page, ...state.memory },
    theme,
    width,
    height: 900,
    tall: true,
    act: async (opened) => [
      ...((await state.act?.(opened)) ?? []),
      ...(await navFaults(opened)),
      ...(await ringFaults(opened)),
    ],
  });
  if (state.everywhere !== true) return [shot("dark", 800)];
  return [
    ...(["dark", "light", "high-contrast-dark", "high-contrast-light"] as const).map((theme) => shot(theme, 800)),
    shot("light", 320),
    shot("light", 480),
    shot("light", 1600),
    shot("dark", 320),
    shot("dark", 1600),
  ];
}
