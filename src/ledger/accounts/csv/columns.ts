/** What a column of an order file may hold. */
export type OrderColumn = "id" | "at" | "provider" | "kind" | "amount" | "currency" | "reference" | "note";

/** Names under which it is found, as letters and digits alone; the first columns that fit are taken. */
const NAMES: Readonly<Record<OrderColumn, RegExp>> = {
  id: /^(?:id|orderid|transactionid|paymentid|chargeid)$/,
  at: /^(?:at|day|(?:order|payment|paid|invoice|receipt|transaction|purchase|created?|issue)?(?:date|time|datetime)(?:utc)?|(?:created|paid|purchased|completed|issued)(?:at|on|utc|dateutc|dateuutc)?)$/,
  provider: /^(?:provider|vendor|service|merchant|supplier|company|seller)(?:name|id)?$/,
  kind: /^(?:kind|type|category)$/,
  amount:
    /^(?:(?:total|gross|net|order|invoice)?(?:amount|sum|total|price|value)(?:paid|due)?|paid|cost|charged)(?:in)?([a-z]{3})?$/,
  currency: /^(?:currency(?:code)?|ccy|unit)$/,
  reference: /^(?:reference|ref|invoice|receipt|number)(?:number|no|nr|id)?$/,
  note: /^(?:note|notes|description|memo|comment|comments|details|item)$/,
};

/** Where each column is, and the currency that the amount's name tells, as in `Amount (EUR)`. */
export interface OrderColumns {
  readonly places: Readonly<Partial<Record<OrderColumn, number>>>;
  readonly currency?: string;
}

export function findColumns(header: readonly string[]): OrderColumns {
  const names = header.map((cell) => cell.toLowerCase().replace(/[^a-z0-9]/g, ""));
  const places: Partial<Record<OrderColumn, number>> = {};
  for (const [column, pattern] of Object.entries(NAMES) as [OrderColumn, RegExp][]) {
    const place = names.findIndex((name) => pattern.test(name));
    if (place >= 0) places[column] = place;
  }
  const currency = NAMES.amount.exec(names[places.amount ?? -1] ?? "")?.[1]?.toUpperCase();
  return { places, ...(currency !== undefined && { currency }) };
}
