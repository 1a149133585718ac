import type { OrderDraft } from "../../../../src/protocol/dashboard/accounts.ts";
import type { Order } from "../../../../src/spec/account.ts";
import { dayField, fieldReader, readAmount, readCurrency, readDay, readText, type FieldErrors } from "./read-field.ts";

/** An order as its form holds it: all of it text. */
export interface OrderFields {
  readonly day: string;
  readonly provider: string;
  /** Empty for the account as a whole. */
  readonly credential: string;
  readonly kind: Order["kind"];
  readonly amount: string;
  readonly currency: string;
  readonly reference: string;
  readonly note: string;
}

type EditedOrder = Pick<Order, "id" | "at">;

export type OrderResult =
  | { readonly kind: "valid"; readonly draft: OrderDraft }
  | { readonly kind: "invalid"; readonly errors: FieldErrors<OrderFields> };

/** An empty form, or one of an order that is changed. */
export function orderFields(order: Order | undefined, now: number, provider: string): OrderFields {
  return {
    day: dayField(order?.at ?? now),
    provider: order?.provider ?? provider,
    credential: order?.credential ?? "",
    kind: order?.kind ?? "top-up",
    amount: order === undefined ? "" : String(order.amount),
    currency: order?.currency ?? "USD",
    reference: order?.reference ?? "",
    note: order?.note ?? "",
  };
}

/** Reads the form; `edited` is the order that is changed. */
export function readOrder(fields: OrderFields, now: number, edited?: EditedOrder): OrderResult {
  const { errors, take } = fieldReader<OrderFields>();
  const at = take("day", notLater(readDay(fields.day, edited?.at), now));
  const provider = take(
    "provider",
    fields.provider === ""
      ? { kind: "wrong", message: "Choose whom it went to." }
      : { kind: "read", value: fields.provider },
  );
  const amount = take("amount", readAmount(fields.amount));
  const currency = take("currency", readCurrency(fields.currency));
  const reference = take("reference", readText(fields.reference, 100));
  const note = take("note", readText(fields.note, 500));
  if (
    at === undefined ||
    provider === undefined ||
    amount === undefined ||
    currency === undefined ||
    Object.keys(errors).length > 0
  ) {
    return { kind: "invalid", errors };
  }
  const draft: OrderDraft = {
    ...(edited && { id: edited.id }),
    at,
    provider,
    ...(fields.credential !== "" && { credential: fields.credential }),
    kind: fields.kind,
    amount,
    currency,
    ...(reference !== undefined && { reference }),
    ...(note !== undefined && { note }),
  };
  return { kind: "valid", draft };
}

/** An order is money that went already. Today's noon may still be to come. */
function notLater(day: ReturnType<typeof readDay>, now: number): ReturnType<typeof readDay> {
  return day.kind === "read" && dayField(day.value) > dayField(now)
    ? { kind: "wrong", message: "That day is still to come. Enter an order once it is made." }
    : day;
}
