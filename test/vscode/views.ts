import type { Frame, Locator, Page } from "playwright-core";

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
