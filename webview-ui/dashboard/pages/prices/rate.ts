/**
 * A price in US dollars as exact as it is given, with two decimals at least: `$2.50`, `$0.075`, `$0.0375`. Digits beyond the
 * sixth that means something are dust of the arithmetic.
 */
export function rate(usd: number): string {
  if (usd === 0) return "$0";
  const exact = Number(usd.toPrecision(6));
  return `$${exact.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 12 })}`;
}
