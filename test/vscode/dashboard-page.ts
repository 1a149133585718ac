import type { Frame, Page } from "playwright-core";
import { runCommand } from "./quick-input.ts";
import { markedFrame } from "./views.ts";

/** Opens the dashboard in an editor tab, and gives the frame of its page. */
export async function openDashboard(page: Page): Promise<Frame> {
  await runCommand(page, "Switchyard: Open Dashboard");
  return markedFrame(page, ".shell", "The dashboard");
}

/** Goes to one of its pages, by the name in its navigation, and waits until it has asked for what it shows. */
export async function showDashboardPage(dashboard: Frame, title: string): Promise<void> {
  await dashboard
    .getByRole("button", { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await dashboard.getByRole("heading", { level: 1, name: title }).waitFor();
  await dashboard.getByText("Loading…").first().waitFor({ state: "detached" });
}

/** What of the page has to be scrolled to sideways, by class; nothing may. */
export function sticksOut(dashboard: Frame): Promise<readonly string[]> {
  return dashboard.evaluate(() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.querySelectorAll("#root *")]
      .filter((element) => element.getBoundingClientRect().right > page.clientWidth)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`);
  });
}
