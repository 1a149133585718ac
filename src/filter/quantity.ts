/** What an amount is counted in: US dollars, milliseconds, or things. */
export type Unit = "usd" | "ms" | "count";

/** What each unit can be written in, and how much of it that is; the first one is what a bare number means, if that may be. */
const SCALES: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  usd: { "": 1, usd: 1, c: 0.01 },
  ms: { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 },
  count: { "": 1, k: 1000, m: 1_000_000 },
};

const EXAMPLES: Readonly<Record<Unit, string>> = {
  usd: "0.01, $0.01 or 1c",
  ms: "500ms, 2s or 1.5m",
  count: "1500, 10k or 1.5M",
};

const NUMBER = /^(\$?)(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?([a-z]*)$/i;

/** The amount in its unit, or a sentence that says how to write it. */
export function readAmount(written: string, unit: Unit): number | string {
  const [, dollar = "", digits = "", exponent = "", suffix = ""] = NUMBER.exec(written) ?? [];
  const amount = Number(`${digits}${exponent}`);
  if (digits === "" || !Number.isFinite(amount) || (dollar !== "" && unit !== "usd")) return refusal(written, unit);
  const scale = amount === 0 && suffix === "" ? 1 : scaleOf(unit, suffix.toLowerCase());
  if (scale === undefined) return refusal(written, unit);
  // Dividing keeps a cent the very number that 0.01 is.
  return scale < 1 ? amount / Math.round(1 / scale) : amount * scale;
}

function scaleOf(unit: Unit, suffix: string): number | undefined {
  return Object.hasOwn(SCALES[unit], suffix) ? SCALES[unit][suffix] : undefined;
}

function refusal(written: string, unit: Unit): string {
  return `${written === "" ? "A number is missing here." : `${written} is not an amount that can be compared with.`} Write ${EXAMPLES[unit]}.`;
}

/** The shortest way to write an amount so that `readAmount` gives it back, without a fraction where there is one. */
export function amountText(amount: number, unit: Unit): string {
  const ways = Object.entries(SCALES[unit]).flatMap(([suffix, scale]) => {
    const written = `${amount / scale}${unit === "count" && suffix === "m" ? "M" : suffix}`;
    return scale >= 1 && readAmount(written, unit) === amount ? [written] : [];
  });
  const fraction = (way: string) => Number(way.includes("."));
  return ways.toSorted((a, b) => fraction(a) - fraction(b) || a.length - b.length)[0] ?? String(amount);
}

/** An amount in words. */
export function amountInWords(amount: number, unit: Unit): string {
  switch (unit) {
    case "usd":
      return `$${amount}`;
    case "ms":
      return amount < 1000 ? `${amount} ms` : amount < 60_000 ? `${amount / 1000} s` : `${amount / 60_000} min`;
    case "count":
      return amount.toLocaleString("en-US", { maximumFractionDigits: 6 });
  }
}

/** Amounts to offer to someone who has written none. */
export const offeredAmounts: Readonly<Record<Unit, readonly string[]>> = {
  usd: ["0.001", "0.01", "0.1", "1"],
  ms: ["500ms", "2s", "10s", "1m"],
  count: ["1", "1k", "10k", "100k"],
};
