import type { Order } from "../../../spec/account.ts";

/** Words for a kind of order, the telling ones first. */
const WORDS: readonly (readonly [RegExp, Order["kind"]])[] = [
  [/refund|chargeback|reversal|returned/i, "refund"],
  [/grant|bonus|voucher|promo|free|trial|gift|coupon/i, "grant"],
  [/subscription|renewal|\bplan\b|membership|seat/i, "subscription"],
  [/top.?up|credit|deposit|prepa(?:id|y)|recharge|purchase|payment|charge/i, "top-up"],
  [/invoice|bill|usage|postpaid/i, "invoice"],
];

/** The kind that a word names; a top-up where there is none; undefined for a word that names none. */
export function readKind(text: string): Order["kind"] | undefined {
  return text === "" ? "top-up" : WORDS.find(([pattern]) => pattern.test(text))?.[1];
}
