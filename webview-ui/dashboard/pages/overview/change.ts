import { percent } from "../../../shared/figures.ts";
import type { Change } from "../../parts/figure-grid.tsx";

/** By how much an amount changed; undefined where nothing was before, which no share can be taken of. */
export function changeOf(now: number, before: number): Change | undefined {
  if (before <= 0) return undefined;
  const ratio = now / before;
  if (Math.abs(ratio - 1) < 0.005) return { direction: "same", amount: "" };
  if (ratio >= 2) return { direction: "up", amount: `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio)} times` };
  return { direction: ratio > 1 ? "up" : "down", amount: percent(Math.round(Math.abs(ratio - 1) * 100) / 100) };
}

/** By how many percentage points a share changed. */
export function pointsOf(now: number, before: number): Change {
  const points = Math.round((now - before) * 1_000) / 10;
  if (points === 0) return { direction: "same", amount: "" };
  return { direction: points > 0 ? "up" : "down", amount: `${Math.abs(points)} points` };
}
