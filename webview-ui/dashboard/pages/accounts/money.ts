import { dollars } from "../../../shared/figures.ts";

/**
 * An amount in its own currency: `$12.50`, `12.50 EUR`, `1,240 credits`. US dollars have a sign of their own; others are told
 * by their code, because many share a sign.
 */
export function money(amount: number, currency: string): string {
  if (amount < 0) return `−${money(-amount, currency)}`;
  if (currency === "USD") return dollars(amount);
  const decimals = decimalsOf(currency);
  const figure = amount.toLocaleString("en-US", {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 2,
  });
  return `${figure} ${currency}`;
}

/** A difference in US dollars, with its sign: `+$0.40`, `−$1.20`, `$0`. */
export function signedDollars(usd: number): string {
  if (usd === 0) return "$0";
  return `${usd > 0 ? "+" : "−"}${dollars(Math.abs(usd))}`;
}

/** Of a currency by its ISO 4217 code; undefined for a provider's own unit. */
function decimalsOf(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
}
