import { createHash } from "node:crypto";
import type { Order } from "../../../spec/account.ts";
import { startOfDay } from "../../rollup/bucket.ts";
import { readMoney } from "./amount.ts";
import { findColumns, type OrderColumn, type OrderColumns } from "./columns.ts";
import { readDate } from "./date.ts";
import { readKind } from "./kind.ts";
import { readTable, type LineProblem } from "./table.ts";

/** What a file does not say itself. */
export interface ImportDefaults {
  /** `Provider.id`, for files without such a column. */
  readonly provider?: string;
  /** `Provider.id` for a name in a file; as it stands in lower case with dashes, unless set. */
  readonly providerOf?: (name: string) => string | undefined;
}

/** What a file held. */
export interface ReadOrders {
  readonly orders: readonly Order[];
  /** How many are known already, or stand in the file twice. */
  readonly skipped: number;
  readonly problems: readonly LineProblem[];
}

/** Reads orders from CSV text and leaves out those that are known. Lines that cannot be read are told one by one. */
export function readOrders(text: string, known: readonly Order[], defaults: ImportDefaults = {}): ReadOrders {
  const table = readTable(text);
  if (table.problem) return { orders: [], skipped: 0, problems: [table.problem] };
  const columns = findColumns(table.header);
  const missing = missingColumn(columns, defaults);
  if (missing !== undefined) return { orders: [], skipped: 0, problems: [{ line: 1, message: missing }] };
  const context = { columns, defaults, commas: table.delimiter === ";" };
  const seen = createSeen(known);
  const orders: Order[] = [];
  const problems: LineProblem[] = [];
  let skipped = 0;
  for (const { line, cells } of table.rows) {
    const order = readOrder(cells, context);
    if (typeof order === "string") problems.push({ line, message: order });
    else if (seen(order)) skipped += 1;
    else orders.push({ ...order, id: order.id ?? idOf(order) });
  }
  return { orders, skipped, problems };
}

function missingColumn({ places }: OrderColumns, { provider }: ImportDefaults): string | undefined {
  const wanted: readonly OrderColumn[] = ["at", "amount", ...(provider === undefined ? (["provider"] as const) : [])];
  const missing = wanted.filter((column) => places[column] === undefined).map((column) => NAME[column] ?? column);
  if (missing.length === 0) return undefined;
  return `The first line must name the columns; ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing.`;
}

const NAME: Readonly<Partial<Record<OrderColumn, string>>> = {
  at: '"date"',
  amount: '"amount"',
  provider: '"provider"',
};

type Draft = Omit<Order, "id"> & { readonly id?: string };

interface RowContext {
  readonly columns: OrderColumns;
  readonly defaults: ImportDefaults;
  readonly commas: boolean;
}

/** The order of a row, or what is wrong with it. */
function readOrder(cells: readonly string[], { columns, defaults, commas }: RowContext): Draft | string {
  const cell = (column: OrderColumn): string => cells[columns.places[column] ?? -1] ?? "";
  const at = readDate(cell("at"));
  if (typeof at === "string") return at;
  const money = readMoney(cell("amount"), commas);
  if (!money || !Number.isFinite(money.amount)) return `"${cell("amount").slice(0, 40)}" is no amount.`;
  if (money.amount === 0) return "The amount is 0.";
  const currency = readCurrency(cell("currency")) ?? money.currency ?? columns.currency;
  if (currency === undefined) return 'No currency; add a column "currency" with codes such as USD.';
  const provider = readProvider(cell("provider"), defaults);
  if (provider === undefined) return `"${cell("provider").slice(0, 40)}" is no provider that is known.`;
  const kind = money.amount < 0 ? "refund" : readKind(cell("kind"));
  if (kind === undefined) {
    return `"${cell("kind").slice(0, 40)}" is no kind of order; use top-up, subscription, invoice, grant or refund.`;
  }
  const [id, reference, note] = [cell("id"), cell("reference"), cell("note")];
  return {
    ...(id !== "" && { id }),
    at,
    provider,
    kind,
    amount: Math.abs(money.amount),
    currency,
    ...(reference !== "" && { reference }),
    ...(note !== "" && { note }),
    source: "imported",
  };
}

/** A code, or a provider's own unit; a sign is read as in an amount. */
function readCurrency(text: string): string | undefined {
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
  if (/^[a-z][a-z-]{3,19}$/i.test(text)) return text.toLowerCase();
  return text === "" ? undefined : readMoney(`${text}1`, false)?.currency;
}

function readProvider(name: string, { provider, providerOf }: ImportDefaults): string | undefined {
  if (name === "") return provider;
  if (providerOf) return providerOf(name);
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return id === "" ? undefined : id;
}

/**
 * Whether an order is there already: by its id; without one, by provider, day, amount and reference. An order with an id
 * may also have been entered by hand before.
 */
function createSeen(known: readonly Order[]): (order: Draft) => boolean {
  const ids = new Set(known.map(({ id }) => id));
  const all = new Set(known.map(likeness));
  const entered = new Set(known.filter(({ source }) => source === "entered").map(likeness));
  return (order) => {
    const like = likeness(order);
    const isKnown = order.id === undefined ? all.has(like) : ids.has(order.id) || entered.has(like);
    if (order.id !== undefined) ids.add(order.id);
    all.add(like);
    return isKnown;
  };
}

function likeness({ provider, at, amount, currency, reference }: Draft): string {
  return JSON.stringify([provider, startOfDay(at), amount, currency, reference ?? ""]);
}

/** The same for the same order, so that a file that is read twice in two windows is entered once. */
function idOf(order: Draft): string {
  return `imported-${createHash("sha256").update(likeness(order)).digest("hex").slice(0, 24)}`;
}
