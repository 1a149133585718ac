import type { Frame, Page } from "playwright-core";
import { runCommand } from "./quick-input.ts";

/** The two views of the extension, by the names in their headers. They stand one above the other in the sidebar. */
export type ViewName = "Chat" | "Usage";

interface View {
  /** The command that brings it to the front. */
  readonly command: string;
  /** The element that its page, and no other, has. */
  readonly mark: string;
  readonly other: ViewName;
}

const views: Readonly<Record<ViewName, View>> = {
  Chat: { command: "Switchyard: Open Chat", mark: ".chat", other: "Usage" },
  Usage: { command: "Switchyard: Show Usage", mark: ".usage", other: "Chat" },
};

/** Shows one view with the whole height of the sidebar, and gives the frame of its page. */
export async function showView(page: Page, view: ViewName): Promise<Frame> {
  await runCommand(page, views[view].command);
  const frame = await webviewFrame(page, view);
  const other = page.locator(`.pane-header[aria-label="${views[view].other} Section"]`);
  if ((await other.getAttribute("aria-expanded")) === "true") await other.click();
  await page.locator(`.pane-header[aria-label="${views[view].other} Section"][aria-expanded=false]`).waitFor();
  return frame;
}

/** Shows both views, one above the other. */
export async function showBothViews(page: Page): Promise<{ readonly chat: Frame; readonly usage: Frame }> {
  await runCommand(page, views.Usage.command);
  const usage = await webviewFrame(page, "Usage");
  await runCommand(page, views.Chat.command);
  return { chat: await webviewFrame(page, "Chat"), usage };
}

/** The frame that a view's page runs in. */
export async function webviewFrame(page: Page, view: ViewName, timeoutMs = 20_000): Promise<Frame> {
  return markedFrame(page, views[view].mark, `The ${view} view`, timeoutMs);
}

/**
 * The frame with an element that only one webview's page has: VS Code nests it two frames deep, and makes a new one each
 * time the view is shown again.
 */
export async function markedFrame(page: Page, mark: string, what: string, timeoutMs = 20_000): Promise<Frame> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    for (const frame of page.frames()) {
      // Frames come and go; one that went is not it.
      const found = await frame
        .locator(mark)
        .isVisible()
        .catch(() => false);
      if (found) return frame;
    }
    if (Date.now() > end) throw new Error(`${what} did not show its page within ${timeoutMs} ms.`);
    await page.waitForTimeout(50);
  }
}

/** Drags the edge of the sidebar until it has this width, in pixels. */
export async function setSidebarWidth(page: Page, width: number): Promise<void> {
  const sidebar = page.locator(".part.sidebar");
  const before = await sidebar.boundingBox();
  if (!before) throw new Error("The sidebar is hidden.");
  const edge = { x: before.x + before.width + 2, y: before.y + before.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(before.x + width + 2, edge.y, { steps: 4 });
  await page.mouse.up();
  // The edge is drawn thick under the pointer.
  await page.mouse.move(edge.x + 400, edge.y);
  const after = await sidebar.boundingBox();
  if (after?.width !== width) throw new Error(`The sidebar is ${after?.width} px wide and not ${width}.`);
}
