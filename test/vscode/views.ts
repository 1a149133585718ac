import type { Frame, Page } from "playwright-core";

/** The two views of the extension, by the names in their headers. */
export type ViewName = "Chat" | "Usage";

/** An element that only this view's page has. */
const marks: Readonly<Record<ViewName, string>> = { Chat: ".chat", Usage: ".usage" };

/**
 * The frame that a webview's page runs in: VS Code nests it two frames deep, and makes a new one each time the view is
 * shown again.
 */
export async function webviewFrame(page: Page, view: ViewName, timeoutMs = 20_000): Promise<Frame> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator(marks[view])
        .isVisible()
        .catch(() => false);
      if (found) return frame;
    }
    if (Date.now() > end) throw new Error(`The ${view} view did not show its page within ${timeoutMs} ms.`);
    await page.waitForTimeout(50);
  }
}

/** Shows one view over the whole height of the sidebar: the other one is folded away. */
export async function showAlone(page: Page, view: ViewName): Promise<Frame> {
  const other: ViewName = view === "Chat" ? "Usage" : "Chat";
  await unfold(page, view, true);
  await unfold(page, other, false);
  return webviewFrame(page, view);
}

async function unfold(page: Page, view: ViewName, open: boolean): Promise<void> {
  const header = page.locator(".part.sidebar .pane-header").filter({ hasText: new RegExp(`^${view}$`) });
  if ((await header.getAttribute("aria-expanded")) !== String(open)) await header.click();
  await header.and(page.locator(`[aria-expanded="${open}"]`)).waitFor();
}

/** Drags the sidebar's edge until the sidebar is `width` pixels wide. */
export async function setSidebarWidth(page: Page, width: number): Promise<void> {
  const sidebar = page.locator(".part.sidebar");
  const before = await sidebar.boundingBox();
  if (!before) throw new Error("The sidebar is not shown.");
  const y = before.y + before.height / 2;
  await page.mouse.move(before.x + before.width, y);
  await page.mouse.down();
  await page.mouse.move(before.x + width, y, { steps: 5 });
  await page.mouse.up();
}
