import type { Order, Plan } from "../../../../src/spec/account.ts";

/** What the kinds of orders are called. */
export const orderKinds: Readonly<Record<Order["kind"], string>> = {
  "top-up": "Top-up",
  subscription: "Subscription",
  invoice: "Invoice",
  grant: "Grant",
  refund: "Refund",
};

export const orderSources: Readonly<Record<Order["source"], string>> = {
  entered: "Entered",
  imported: "Imported",
  provider: "From the provider",
};

export const planPeriods: Readonly<Record<Plan["period"], string>> = {
  day: "Day",
  week: "Week",
  month: "Month",
  year: "Year",
  once: "Once",
};

export const quotaUnits: Readonly<Record<NonNullable<Plan["quota"]>["unit"], string>> = {
  usd: "US dollars",
  tokens: "Tokens",
  requests: "Requests",
};
