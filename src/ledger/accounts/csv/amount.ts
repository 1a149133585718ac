/** A sum of money as it stands in a cell. */
export interface WrittenMoney {
  /** Below 0 where it was written with a minus or in brackets. */
  readonly amount: number;
  /** In capitals, where the cell tells. */
  readonly currency?: string;
}

/** What a sign stands for. `¥` may be yen or yuan and is left to a currency column. */
const SIGNS: readonly (readonly [RegExp, string | undefined])[] = [
  [/US\$/i, "USD"],
  [/(?:CA|C)\$/, "CAD"],
  [/(?:AU|A)\$/, "AUD"],
  [/HK\$/, "HKD"],
  [/(?:S|SG)\$/, "SGD"],
  [/R\$/, "BRL"],
  [/CN¥|RMB|元/i, "CNY"],
  [/JP¥/i, "JPY"],
  [/€/, "EUR"],
  [/£/, "GBP"],
  [/₹/, "INR"],
  [/₩/, "KRW"],
  [/\$/, "USD"],
  [/¥/, undefined],
];

/**
 * Reads `$1,234.56`, `1.234,56 €`, `USD 10`, `(5.00)` and `-5`. Undefined for what is no amount.
 *
 * @param commas the file separates cells by semicolons, so its commas are likely decimal
 */
export function readMoney(text: string, commas: boolean): WrittenMoney | undefined {
  const { rest, currency } = withoutCurrency(text);
  const [, open, sign, digits, close] = /^(\()?\s*([-−+])?\s*(\d[\d.,' \u00A0\u202F]*?)\s*(\))?$/.exec(rest) ?? [];
  if (digits === undefined || (open === undefined) !== (close === undefined)) return undefined;
  const amount = readNumber(digits.replace(/[' \u00A0\u202F]/g, ""), commas);
  if (amount === undefined) return undefined;
  const negative = open !== undefined || sign === "-" || sign === "−";
  return { amount: negative && amount !== 0 ? -amount : amount, ...(currency !== undefined && { currency }) };
}

function withoutCurrency(text: string): { readonly rest: string; readonly currency?: string | undefined } {
  for (const [sign, currency] of SIGNS) {
    if (sign.test(text)) return { rest: text.replace(sign, "").trim(), currency };
  }
  const code = /^[-−(\s]*([A-Za-z]{3})\b|\b([A-Za-z]{3})[)\s]*$/.exec(text);
  const currency = code?.[1] ?? code?.[2];
  if (currency === undefined) return { rest: text.trim() };
  return { rest: text.replace(currency, "").trim(), currency: currency.toUpperCase() };
}

/**
 * Of two kinds of marks the last one is decimal. A single one is so too, unless exactly three digits follow it: a comma
 * then parts thousands, and a point does where commas are decimal.
 */
function readNumber(digits: string, commas: boolean): number | undefined {
  const [comma, point] = [digits.lastIndexOf(","), digits.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return comma > point ? parted(digits, ".", ",") : parted(digits, ",", ".");
  if (comma < 0 && point < 0) return Number(digits);
  const [mark, other] = comma >= 0 ? ([",", "."] as const) : ([".", ","] as const);
  const parts = digits.split(mark);
  if (parts.length > 2) return parted(digits, mark, other);
  const thousands = parts[1]?.length === 3 && !digits.startsWith("0") && (mark === ",") !== commas;
  return thousands ? parted(digits, mark, other) : parted(digits, other, mark);
}

/** A number whose thousands are parted by `group`; undefined when they are parted in other places. */
function parted(digits: string, group: string, decimal: string): number | undefined {
  const [whole = "", fraction, ...more] = digits.split(decimal);
  const groups = whole.split(group);
  if (more.length > 0 || fraction?.includes(group) === true) return undefined;
  if (groups.length > 1 && (groups[0]?.length ?? 0) > 3) return undefined;
  if (groups.slice(1).some((each) => each.length !== 3) || groups[0] === "") return undefined;
  return Number(`${groups.join("")}.${fraction === undefined || fraction === "" ? "0" : fraction}`);
}
