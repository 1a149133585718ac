import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Spend } from "../../spec/budget.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { FigureSink } from "../tally/figures.ts";
import type { LocalDay } from "../tally/local-day.ts";
import { type Cells, maybeNumber, number, text } from "./cells.ts";
import { ATTEMPT_COLUMNS, CALL_COLUMNS, HEALTH_COLUMNS, type Row, valuesOf } from "./columns.ts";
import { countRows, type RouteName } from "./count-rows.ts";
import { decodeCall, decodeGlimpse, decodeHealth, decodeSpend } from "./decode.ts";
import { type FileIdentity, identityOf, type OpenFile, pragma } from "./open-file.ts";
import { DamagedRow, FileMoved } from "./sqlite-trouble.ts";
import type { AttemptGlimpse, Batch, Beginning, Marks, News, Past, Store } from "./store.ts";

/** Records in a file that several windows have open. */
export class SqliteStore implements Store {
  readonly #writer: string;
  readonly #path: string;
  readonly #identity: FileIdentity;
  readonly #database: DatabaseSync;
  readonly #statements: OpenFile["statements"];
  readonly #routeNames = new Map<number, RouteName>();
  #dataVersion: number;

  /** @param writer tells this window's rows from others' */
  constructor({ path, identity, database, statements }: OpenFile, writer: string) {
    this.#writer = writer;
    this.#path = path;
    this.#identity = identity;
    this.#database = database;
    this.#statements = statements;
    this.#dataVersion = pragma(database, "data_version");
  }

  /** Whether the file that was opened is still the one at its path. */
  get inPlace(): boolean {
    try {
      return identityOf(this.#path) === this.#identity;
    } catch {
      return false;
    }
  }

  append({ calls, health }: Batch): void {
    // SQLite goes on writing to a file that was renamed or deleted, where nobody would ever find it.
    if (!this.inPlace) throw new FileMoved();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const call of calls) this.#insertCall(call);
      for (const event of health) this.#insertHealth(event);
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #insertCall(call: PricedCall): void {
    const { insertCall, insertRoute, insertAttempt } = this.#statements;
    const { changes, lastInsertRowid } = insertCall.run(this.#writer, ...valuesOf(CALL_COLUMNS, call));
    if (Number(changes) === 0) return; // it is there already
    for (const [position, attempt] of call.attempts.entries()) {
      const route = [attempt.routeId, attempt.provider, attempt.model, attempt.credential];
      insertRoute.run(...route);
      insertAttempt.run(lastInsertRowid, position, ...route, ...valuesOf(ATTEMPT_COLUMNS, attempt));
    }
  }

  #insertHealth(event: HealthEvent): void {
    this.#statements.insertHealth.run(this.#writer, ...valuesOf(HEALTH_COLUMNS, event));
  }

  lastNumber(): number {
    return number(this.#statements.lastNumber.get() ?? {}, "number");
  }

  countDay(day: LocalDay, upTo: number, sink: FigureSink): void {
    this.#count(this.#statements.figuresOfDay, [day.from, day.until, upTo], sink);
  }

  countSince(after: number, upTo: number, sink: FigureSink): void {
    this.#count(this.#statements.figuresSince, [after, upTo], sink);
  }

  #count(statement: StatementSync, parameters: readonly number[], sink: FigureSink): void {
    // The types of node:sqlite do not follow `setReturnArrays`.
    const rows = statement.all(...parameters) as unknown as readonly Cells<number>[];
    countRows(rows, (route) => this.#routeName(route), sink);
  }

  #routeName(route: number): RouteName {
    const known = this.#routeNames.get(route);
    if (known !== undefined) return known;
    const row = this.#statements.routeName.get(route);
    if (row === undefined) throw new DamagedRow("route");
    const name = { routeId: text(row, "route_id"), provider: text(row, "provider"), model: text(row, "model") };
    this.#routeNames.set(route, name);
    return name;
  }

  recentCalls(since: number, limit: number): readonly PricedCall[] {
    return this.#statements.recentCalls.all(since, limit).map((row) => this.#call(row));
  }

  #call(row: Row): PricedCall {
    return decodeCall(row, this.#statements.attemptsOf.all(number(row, "number")));
  }

  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[] {
    return this.#statements.recentAttempts.all(routeId, limit).map(decodeGlimpse);
  }

  health(limit: number): readonly HealthEvent[] {
    return this.#statements.health.all(limit).map(decodeHealth);
  }

  spentSince(from: number, upTo: number): readonly Spend[] {
    return this.#statements.spentSince.all(from, upTo, this.#writer).map(decodeSpend);
  }

  begin({ now, callsSince, mostCalls, healthSince }: Past): Beginning {
    const last = this.#lastMarks();
    const { firstOfPast, standing } = this.#statements;
    const first = maybeNumber(firstOfPast.get(this.#writer, mostCalls, callsSince) ?? {}, "number");
    const moves = standing.all({ writer: this.#writer, since: healthSince, now, upTo: last.health });
    return {
      standing: moves.map(decodeHealth),
      marks: { ...last, call: first === undefined ? last.call : first - 1 },
    };
  }

  news(after: Marks, limit: number): News {
    const last = this.#lastMarks();
    const { callNews, healthNews } = this.#statements;
    const calls = callNews.all(after.call, last.call, this.#writer, limit);
    const health = healthNews.all(after.health, last.health, this.#writer, limit);
    const end = (rows: readonly Row[], all: number) =>
      rows.length < limit ? all : number(rows.at(-1) ?? {}, "number");
    const upTo = { call: end(calls, last.call), health: end(health, last.health) };
    return {
      calls: calls.map((row) => this.#call(row)),
      health: health.map(decodeHealth),
      upTo,
      more: upTo.call < last.call || upTo.health < last.health,
    };
  }

  #lastMarks(): Marks {
    return { call: this.lastNumber(), health: number(this.#statements.lastHealthNumber.get() ?? {}, "number") };
  }

  changedElsewhere(): boolean {
    if (!this.inPlace) throw new FileMoved();
    const version = pragma(this.#database, "data_version");
    const changed = version !== this.#dataVersion;
    this.#dataVersion = version;
    return changed;
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
