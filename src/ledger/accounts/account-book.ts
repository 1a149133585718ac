import type { DatabaseSync } from "node:sqlite";
import type { Balance, Metered, Order, Plan, ReportedCost } from "../../spec/account.ts";
import type { Span } from "../../spec/series.ts";
import { writeOrders } from "./csv/export-orders.ts";
import type { ImportDefaults } from "./csv/import-orders.ts";
import type { LineProblem } from "./csv/table.ts";
import { firstMetered, meteredBetween, meteredByDay, type Spender } from "./metered.ts";
import type { MeteredCost } from "./reconcile-days.ts";
import * as rows from "./rows.ts";

/** The ledger's file, for the time of one piece of work. */
export interface AccountFile {
  read<T>(work: (database: DatabaseSync) => T): T;
  /** All of it or nothing: the work is one transaction. */
  write<T>(work: (database: DatabaseSync) => T): T;
}

/** What became of a file of orders. */
export interface Imported {
  readonly added: number;
  /** Known already. */
  readonly skipped: number;
  readonly problems: readonly LineProblem[];
}

/** A balance that stays the same is entered once an hour, so that it shows that it was read. */
const SAME_AGAIN_MS = 3_600_000;

/** Balances, orders, plans and reported costs in the ledger's file. */
export class AccountBook {
  readonly #file: AccountFile;

  constructor(file: AccountFile) {
    this.#file = file;
  }

  /**
   * Enters what one reading of one key told, unless it told the same within the hour. Balances of one reading share
   * their `at`. Returns whether they were entered.
   */
  recordBalances(balances: readonly Balance[]): boolean {
    const [first] = balances;
    if (first === undefined) return false;
    return this.#file.write((database) => {
      const last = latestOf(database, first.credential);
      if (last.length > 0 && isSame(last, balances) && isSoon(last, first)) return false;
      const insert = database.prepare("INSERT INTO balances (at, provider, credential, body) VALUES (?, ?, ?, ?)");
      for (const one of balances) insert.run(one.at, one.provider, one.credential, rows.encodeBalance(one));
      return true;
    });
  }

  /** The newest reading of every key; several balances where it told several. */
  latestBalances(): readonly Balance[] {
    return this.#file.read((database) => {
      const credentials = database.prepare("SELECT DISTINCT credential FROM balances ORDER BY credential").all();
      return credentials.flatMap((row) => latestOf(database, String(row["credential"])));
    });
  }

  /** Ascending. */
  balanceHistory(credential: string, { from, until }: Span): readonly Balance[] {
    return this.#file.read((database) =>
      database
        .prepare("SELECT * FROM balances WHERE credential = ? AND at >= ? AND at < ? ORDER BY at, number")
        .all(credential, from, until)
        .flatMap((row) => rows.decodeBalance(row) ?? []),
    );
  }

  /** Newest first. */
  orders(): readonly Order[] {
    return this.#file.read(allOrders);
  }

  /** Enters an order, or changes the one with its id. */
  saveOrder(order: Order): void {
    this.#file.write((database) => insertOrder(database, order));
  }

  deleteOrder(id: string): void {
    this.#file.write((database) => void database.prepare("DELETE FROM orders WHERE id = ?").run(id));
  }

  /** Enters the orders of CSV text that are not there yet. */
  async importOrders(text: string, defaults?: ImportDefaults): Promise<Imported> {
    // Few windows ever import, so that the others do not load it.
    const { readOrders } = await import("./csv/import-orders.ts");
    return this.#file.write((database) => {
      const { orders, skipped, problems } = readOrders(text, allOrders(database), defaults);
      for (const order of orders) insertOrder(database, order);
      return { added: orders.length, skipped, problems };
    });
  }

  /** All orders as CSV text. */
  exportOrders(): string {
    return writeOrders(this.orders());
  }

  /** By beginning, newest first. */
  plans(): readonly Plan[] {
    const plans = this.#file.read((database) => database.prepare("SELECT * FROM plans").all());
    return plans.flatMap((row) => rows.decodePlan(row) ?? []).toSorted((a, b) => b.startedAt - a.startedAt);
  }

  /** Enters a plan, or changes the one with its id. */
  savePlan(plan: Plan): void {
    this.#file.write((database) => {
      const insert = database.prepare("INSERT OR REPLACE INTO plans (id, provider, body) VALUES (?, ?, ?)");
      insert.run(plan.id, plan.provider, rows.encodePlan(plan));
    });
  }

  deletePlan(id: string): void {
    this.#file.write((database) => void database.prepare("DELETE FROM plans WHERE id = ?").run(id));
  }

  /**
   * Enters a report. Days that it tells of are as it says, so that what was ascribed to a model before and is not any
   * more goes; other days stay. All costs are of one key.
   */
  recordCosts(costs: readonly ReportedCost[]): void {
    if (costs.length === 0) return;
    this.#file.write((database) => {
      const clear = database.prepare("DELETE FROM reported_costs WHERE provider = ? AND credential = ? AND day = ?");
      const days = Map.groupBy(costs, ({ provider, credential, day }) => JSON.stringify([provider, credential, day]));
      for (const [one] of days.values()) if (one) clear.run(one.provider, one.credential, one.day);
      const insert = database.prepare("INSERT OR REPLACE INTO reported_costs VALUES (?, ?, ?, ?, ?)");
      for (const { provider, credential, day, model, usd } of costs) {
        insert.run(provider, credential, day, model ?? "", usd);
      }
    });
  }

  /** By day, ascending. */
  reportedCosts({ from, until }: Span): readonly ReportedCost[] {
    return this.#file.read((database) =>
      database
        .prepare("SELECT * FROM reported_costs WHERE day >= ? AND day < ? ORDER BY day, provider, model")
        .all(from, until)
        .map(rows.decodeCost),
    );
  }

  /** What was metered of a provider or a key. */
  metered(who: Spender, span: Span): Metered {
    return this.#file.read((database) => meteredBetween(database, who, span));
  }

  /** The first day on which something was metered of it; undefined when nothing ever was. */
  firstMetered(who: Spender): number | undefined {
    return this.#file.read((database) => firstMetered(database, who));
  }

  /** What a provider's models cost by UTC day, to be laid beside its own report. */
  meteredByDay(provider: string, span: Span): readonly MeteredCost[] {
    return this.#file.read((database) => meteredByDay(database, provider, span));
  }
}

function latestOf(database: DatabaseSync, credential: string): readonly Balance[] {
  return database
    .prepare(
      `SELECT * FROM balances WHERE credential = :credential AND at =
        (SELECT at FROM balances WHERE credential = :credential ORDER BY number DESC LIMIT 1) ORDER BY number`,
    )
    .all({ credential })
    .flatMap((row) => rows.decodeBalance(row) ?? []);
}

function isSame(last: readonly Balance[], now: readonly Balance[]): boolean {
  const told = (balances: readonly Balance[]) => JSON.stringify(balances.map(rows.encodeBalance));
  return told(last) === told(now);
}

function isSoon(last: readonly Balance[], now: Balance): boolean {
  return last.every(({ at }) => Math.abs(now.at - at) < SAME_AGAIN_MS);
}

function allOrders(database: DatabaseSync): readonly Order[] {
  return database.prepare("SELECT * FROM orders ORDER BY at DESC, id").all().map(rows.decodeOrder);
}

function insertOrder(database: DatabaseSync, order: Order): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO orders (id, at, provider, credential, kind, amount, currency, reference, note, source)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      order.id,
      order.at,
      order.provider,
      order.credential ?? null,
      order.kind,
      order.amount,
      order.currency,
      order.reference ?? null,
      order.note ?? null,
      order.source,
    );
}
