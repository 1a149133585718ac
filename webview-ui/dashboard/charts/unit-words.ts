import { count, dollars, duration, percent, plural } from "../../shared/figures.ts";
import type { Unit } from "./chart-props.ts";

/** A value with its unit, as it is read beside a chart. */
export function valueWords(value: number, unit: Unit): string {
  if (value < 0) return `−${valueWords(-value, unit)}`;
  switch (unit) {
    case "usd":
      return dollars(value);
    case "ms":
      return duration(value);
    case "share":
      return percent(value);
    case "tokens-per-second":
      return `${value < 9.95 ? value.toFixed(1) : count(value)} tokens/s`;
    case "tokens":
    case "calls":
    case "attempts":
    case "characters":
    case "pieces":
      return plural(value, unit.slice(0, -1));
  }
}

/** The same as short as an axis needs it: its title says what is counted. */
export function axisWords(value: number, unit: Unit): string {
  if (value < 0) return `−${axisWords(-value, unit)}`;
  switch (unit) {
    case "usd":
      return value > 0 && value < 0.001 ? `$${value.toFixed(6).replace(/0+$/, "")}` : dollars(value);
    case "ms":
    case "share":
      return valueWords(value, unit);
    case "tokens-per-second":
      return `${count(value)}/s`;
    case "tokens":
    case "calls":
    case "attempts":
    case "characters":
    case "pieces":
      return count(value);
  }
}

/** The end of a column's name in a file. */
export const unitSuffix: Readonly<Record<Unit, string>> = {
  usd: "usd",
  tokens: "tokens",
  ms: "ms",
  share: "share",
  calls: "calls",
  attempts: "attempts",
  "tokens-per-second": "tokens_per_second",
  characters: "characters",
  pieces: "pieces",
};

/** Steps between an axis's lines: round ones, whole ones for what is counted, and those of the clock for times. */
export function stepsOf(unit: Unit): number[] {
  const powers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at)).flatMap((power) => [
      power,
      2 * power,
      5 * power,
    ]);
  switch (unit) {
    case "usd":
      return powers(-7, 8);
    case "share":
      return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
    case "ms": {
      const minute = 60_000;
      const hour = 60 * minute;
      return [
        ...powers(-1, 3),
        10_000,
        30_000,
        ...[1, 2, 5, 10, 30].map((times) => times * minute),
        hour,
        2 * hour,
        6 * hour,
      ];
    }
    case "tokens-per-second":
      return powers(-1, 5);
    case "tokens":
    case "calls":
    case "attempts":
    case "characters":
    case "pieces":
      return powers(0, 12);
  }
}
