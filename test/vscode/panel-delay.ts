import type { Frame } from "playwright-core";

/** What the usage panel tells of itself while it is watched. */
interface Watched {
  panelDelays: number[];
}

/**
 * Notes from now on, for each new call, how long after its end it was drawn in the panel. Host and page take the time from
 * the same clock.
 */
export async function watchPanel(usage: Frame): Promise<void> {
  await usage.evaluate(() => {
    const delays: number[] = [];
    const since = Date.now();
    let seen: string | undefined;
    Object.assign(window, { panelDelays: delays } satisfies Watched);
    window.addEventListener("message", ({ data }) => {
      const call = data?.kind === "event" && data.name === "view" ? data.payload.snapshot.recent[0] : undefined;
      if (!call || call.id === seen || call.startedAt < since) return;
      seen = call.id;
      const ended = call.startedAt + call.durationMs;
      // The frame in which it is drawn, and the one after that is shown.
      requestAnimationFrame(() => requestAnimationFrame(() => delays.push(Date.now() - ended)));
    });
  });
}

/** Milliseconds from a call's end until it was shown, one a call, since the panel is watched. */
export function panelDelays(usage: Frame): Promise<readonly number[]> {
  return usage.evaluate(() => (window as unknown as Watched).panelDelays);
}
