import type { Page } from "playwright-core";
import { explanation } from "./model-answers.ts";

/**
 * Lets the answer `a1` grow by a long text, as fast as the host sends it, and says where the list lost its place: it follows
 * the end until the user scrolls up, and then stays.
 */
export function growthFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (text) => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const grow = (piece: string) =>
      window.postMessage({ kind: "event", name: "delta", payload: { messageId: "a1", text: piece } });
    const list = document.querySelector(".list");
    if (!list) return ["there is no list"];
    const fromEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight;
    const faults: string[] = [];

    // The end of a code block first: the staged answer stops inside one.
    for (const piece of ["\n```\n\n", ...text.split(/(?<=\n)/)]) {
      grow(piece);
      await pause(16);
    }
    await pause(300);
    if (fromEnd() > 1) faults.push(`the list stopped following, ${fromEnd()} px before the end`);

    list.scrollTo({ top: list.scrollTop - 400 });
    await pause(300);
    const place = list.scrollTop;
    for (const piece of text.slice(0, 400).split(/(?<=\n)/)) grow(piece);
    await pause(300);
    if (list.scrollTop !== place) faults.push("the list moved although the user had scrolled up");
    if (!document.querySelector(".to-end")) faults.push("there is no way back to the end");
    return faults;
  }, explanation.repeat(6));
}
