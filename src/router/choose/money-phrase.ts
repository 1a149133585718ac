/** An amount of US dollars for a person, as exact as it is of use: `$0`, `$0.0042`, `$0.31`, `$12.50`. */
export function moneyPhrase(usd: number): string {
  if (usd === 0) return "$0";
  if (usd < 0.0001) return "under $0.0001";
  if (usd >= 0.0995) return `$${usd.toFixed(2)}`;
  return `$${Number(usd.toPrecision(2))}`;
}
