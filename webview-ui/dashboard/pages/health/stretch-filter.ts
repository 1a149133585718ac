import { quoted } from "../../../../src/filter/pattern.ts";

/** A filter for the calls page: those of these routes, or of any without them, in a stretch of time. */
export function stretchFilter(routes: readonly string[], from: number, until: number): string {
  const which = routes.length > 0 ? `route:${routes.map(quoted).join(",")} ` : "";
  // Whole seconds are the finest that the filter's language knows; nothing is to be cut off.
  return `${which}since:${localTime(Math.floor(from / 1000) * 1000)} until:${localTime(Math.ceil(until / 1000) * 1000)}`;
}

/** `2026-03-05T14:30:05`, by the clock on the wall. */
function localTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(date.getFullYear()).padStart(4, "0");
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
