import * as v from "valibot";

const id = v.pipe(v.string(), v.maxLength(200));
const named = v.pipe(v.string(), v.trim(), v.nonEmpty("A name is wanted."), v.maxLength(200));
const note = v.pipe(v.string(), v.maxLength(2000));
const time = v.pipe(v.number(), v.finite());
const positive = v.pipe(v.number(), v.finite(), v.minValue(0, "An amount is not negative."));
const currency = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[A-Za-z][A-Za-z ]{1,19}$/, "A currency is a code such as USD."),
);
const perMinute = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** An order as a form gives it. */
export const orderSchema = v.object({
  id: v.exactOptional(id),
  at: time,
  provider: named,
  credential: v.exactOptional(id),
  kind: v.picklist(["top-up", "subscription", "invoice", "grant", "refund"]),
  amount: positive,
  currency,
  reference: v.exactOptional(note),
  note: v.exactOptional(note),
});

/** A plan as a form gives it. */
export const planSchema = v.object({
  id: v.exactOptional(id),
  provider: named,
  credential: v.exactOptional(id),
  name: named,
  price: v.exactOptional(v.object({ amount: positive, currency })),
  period: v.picklist(["day", "week", "month", "year", "once"]),
  startedAt: time,
  endsAt: v.exactOptional(time),
  quota: v.exactOptional(v.object({ unit: v.picklist(["usd", "tokens", "requests"]), amount: positive })),
  requestsPerMinute: v.exactOptional(perMinute),
  tokensPerMinute: v.exactOptional(perMinute),
  note: v.exactOptional(note),
});
