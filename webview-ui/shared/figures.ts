import type { Cost } from "../../src/spec/usage.ts";

/** `0`, `950`, `12.3k`, `1.2M`. */
export function count(value: number): string {
  if (value < 1_000) return String(Math.round(value));
  // A figure that would round up to 1000 belongs to the next unit.
  if (value < 999_500) return `${scaled(value / 1_000)}k`;
  return `${scaled(value / 1_000_000)}M`;
}

/** `1 token`, `12.3k tokens`. */
export function tokens(value: number): string {
  return plural(value, "token");
}

/** `1 call`, `0 calls`. For words that take a plain s. */
export function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}

/** US dollars with two digits that mean something, and at least two decimals: `$0.0031`, `$0.042`, `$0.30`, `$1.24`, `$1,240`. */
export function dollars(usd: number): string {
  if (usd === 0) return "$0";
  if (usd < 0.0001) return "under $0.0001";
  if (usd < 0.995) return `$${trimmed(usd.toFixed(usd < 0.01 ? 4 : 3)).padEnd("0.00".length, "0")}`;
  if (usd < 999.5) return `$${usd.toFixed(2)}`;
  return `$${Math.round(usd).toLocaleString("en-US")}`;
}

/** A cost as a person reads it; `estimated` when the tokens it rests on were. */
export function cost(value: Cost, estimated: boolean): string {
  if (value.kind === "unknown") return "cost unknown";
  if (value.source === "free") return "free";
  return estimated && value.usd > 0 ? `~${dollars(value.usd)}` : dollars(value.usd);
}

/** `340 ms`, `3.4 s`, `34 s`, `2 min 5 s`, `1 h 4 min`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(`${minutes} min`, seconds % 60, "s");
  return joined(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
}

/** A share of 1: `98.4%`. Rounds down, so that only a full share reads 100%. */
export function percent(share: number): string {
  const tenths = Math.floor(share * 1_000 + 1e-9) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)}%`;
}

/** How long ago: `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. Both in Unix milliseconds. */
export function ago(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1_000);
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  if (days < 7) return days === 1 ? "1 day ago" : `${days} days ago`;
  return new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

function scaled(value: number): string {
  return trimmed(value < 99.95 ? value.toFixed(1) : value.toFixed(0));
}

function trimmed(figure: string): string {
  return figure.includes(".") ? figure.replace(/\.?0+$/, "") : figure;
}

function joined(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}
