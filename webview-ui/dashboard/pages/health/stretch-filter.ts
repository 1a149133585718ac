import { quoted } from "../../../../src/filter/pattern.ts";
import type { HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { filterTime } from "../../time/filter-time.ts";

type Watched = Pick<HealthTrack, "routes" | "segments">;

/**
 * A filter for the calls page: those of a track's routes, or of any without one, in a stretch of time. Where a fire drill
 * moved the breaker, those that met it too, although nothing was sent.
 */
export function stretchFilter(track: Watched | undefined, from: number, until: number): string {
  // Whole seconds are the finest that the filter's language knows; nothing is to be cut off.
  const [since, end] = [Math.floor(from / 1000) * 1000, Math.ceil(until / 1000) * 1000];
  const which = track ? routesOf(track, from, until) : "";
  return `${which}since:${filterTime(since)} until:${filterTime(end)}`;
}

function routesOf({ routes, segments }: Watched, from: number, until: number): string {
  if (routes.length === 0) return "";
  const names = routes.map(quoted).join(",");
  const drilled = segments.some((segment) => segment.drill && segment.from < until && segment.until > from);
  return drilled ? `(route:${names} or drilled:${names}) ` : `route:${names} `;
}
