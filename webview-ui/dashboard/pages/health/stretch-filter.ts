import { quoted } from "../../../../src/filter/pattern.ts";
import { filterTime } from "../../time/filter-time.ts";

/** A filter for the calls page: those of these routes, or of any without them, in a stretch of time. */
export function stretchFilter(routes: readonly string[], from: number, until: number): string {
  const which = routes.length > 0 ? `route:${routes.map(quoted).join(",")} ` : "";
  // Whole seconds are the finest that the filter's language knows; nothing is to be cut off.
  const [since, end] = [Math.floor(from / 1000) * 1000, Math.ceil(until / 1000) * 1000];
  return `${which}since:${filterTime(since)} until:${filterTime(end)}`;
}
