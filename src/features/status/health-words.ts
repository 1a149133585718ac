import type { BreakerState } from "../../spec/health.ts";
import { durationText } from "./route-name.ts";

const yearMs = 366 * 86_400_000;

/** A breaker's state as an icon of VS Code's. */
export function stateIcon(state: BreakerState): string {
  const icons = { closed: "$(pass)", open: "$(error)", "half-open": "$(warning)" } as const;
  return icons[state.kind];
}

/** A breaker's state in a few words: `healthy`, `resting for 12 s`. */
export function stateText(state: BreakerState, now: number): string {
  switch (state.kind) {
    case "closed":
      return "healthy";
    case "open":
      // A key that was refused rests until it is changed, which the router tells by the end of time.
      if (state.until - now > yearMs) return "off until changed";
      return `resting for ${durationText(Math.max(0, state.until - now))}`;
    case "half-open":
      return "being tried again";
  }
}
