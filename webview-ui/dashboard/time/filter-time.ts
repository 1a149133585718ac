import type { Span } from "../../../src/spec/series.ts";
import { startOfDay } from "./period.ts";

/** A moment as the filter of calls has it, by the clock on the wall: `2026-03-05T14:30:05`. */
export function filterTime(at: number): string {
  const date = new Date(at);
  return `${filterDay(at)}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A span as the filter has it; one that is not over has no end. `since:2026-03-01 until:2026-03-05` has that day in it. */
export function spanTerms({ from, until }: Span, now: number): string {
  const since = startOfDay(from) === from ? filterDay(from) : filterTime(from);
  if (until > now) return `since:${since}`;
  return `since:${since} until:${startOfDay(until) === until ? filterDay(until - 1) : filterTime(until)}`;
}

function filterDay(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
