import * as v from "valibot";
import type { Balance, Order, Plan, ReportedCost } from "../../spec/account.ts";
import { maybeText, number, text, word, type Cells } from "../store/cells.ts";

type Row = Cells<string>;

const amount = v.pipe(v.number(), v.finite());
const money = v.object({ amount, currency: v.string() });

const balanceBody = v.object({
  source: v.picklist(["reported", "estimated"]),
  of: v.exactOptional(v.picklist(["account", "key"])),
  currency: v.string(),
  remaining: v.exactOptional(amount),
  used: v.exactOptional(amount),
  granted: v.exactOptional(amount),
  unlimited: v.exactOptional(v.boolean()),
  parts: v.exactOptional(v.array(v.object({ label: v.string(), amount }))),
  resetsAt: v.exactOptional(amount),
  expiresAt: v.exactOptional(amount),
});

const planBody = v.object({
  credential: v.exactOptional(v.string()),
  name: v.string(),
  price: v.exactOptional(money),
  period: v.picklist(["day", "week", "month", "year", "once"]),
  startedAt: amount,
  endsAt: v.exactOptional(amount),
  quota: v.exactOptional(v.object({ unit: v.picklist(["usd", "tokens", "requests"]), amount })),
  requestsPerMinute: v.exactOptional(amount),
  tokensPerMinute: v.exactOptional(amount),
  note: v.exactOptional(v.string()),
});

/** A balance of the table, or nothing when its body cannot be read: a later version may write others. */
export function decodeBalance(row: Row): Balance | undefined {
  const body = decodeBody(balanceBody, text(row, "body"));
  const [provider, credential] = [text(row, "provider"), text(row, "credential")];
  return body && { provider, credential, at: number(row, "at"), ...body };
}

/** Fields in one order, so that two equal balances are equal texts. */
export function encodeBalance(balance: Balance): string {
  return JSON.stringify(v.parse(balanceBody, JSON.parse(JSON.stringify(balance))));
}

export function decodePlan(row: Row): Plan | undefined {
  const body = decodeBody(planBody, text(row, "body"));
  return body && { id: text(row, "id"), provider: text(row, "provider"), ...body };
}

export function encodePlan({ id: _i, provider: _p, ...body }: Plan): string {
  return JSON.stringify(body);
}

export function decodeOrder(row: Row): Order {
  const [credential, reference, note] = [
    maybeText(row, "credential"),
    maybeText(row, "reference"),
    maybeText(row, "note"),
  ];
  return {
    id: text(row, "id"),
    at: number(row, "at"),
    provider: text(row, "provider"),
    ...(credential !== undefined && { credential }),
    kind: word(row, "kind"),
    amount: number(row, "amount"),
    currency: text(row, "currency"),
    ...(reference !== undefined && { reference }),
    ...(note !== undefined && { note }),
    source: word(row, "source"),
  };
}

/** A model of no name stands for costs that belong to none. */
export function decodeCost(row: Row): ReportedCost {
  const model = text(row, "model");
  return {
    provider: text(row, "provider"),
    credential: text(row, "credential"),
    day: number(row, "day"),
    ...(model !== "" && { model }),
    usd: number(row, "usd"),
  };
}

function decodeBody<S extends v.GenericSchema>(schema: S, body: string): v.InferOutput<S> | undefined {
  try {
    const decoded = v.safeParse(schema, JSON.parse(body));
    return decoded.success ? decoded.output : undefined;
  } catch {
    return undefined;
  }
}
