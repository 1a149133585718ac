import { statSync } from "node:fs";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { LimitReading } from "../../spec/hindsight.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { DAY } from "../rollup/bucket.ts";
import { Rollup } from "../rollup/rollup.ts";
import { RollupTable, type Target } from "../rollup/rollup-table.ts";
import { PrunedCalls } from "../rollup/pruned-calls.ts";
import { Spent } from "../rollup/spent.ts";
import type { SpendPart } from "../spending.ts";
import { CallWriter } from "./call-writer.ts";
import { maybeNumber, number } from "./cells.ts";
import { encodeId } from "./codes.ts";
import { HEALTH_COLUMNS, LIMIT_COLUMNS, OUTCOME_COLUMNS, type Row, valuesOf } from "./columns.ts";
import { decodeCall, decodeGlimpse, decodeHealth, decodeLimit } from "./decode.ts";
import { Numbers } from "./numbers.ts";
import { atOneMoment } from "./one-moment.ts";
import { soundRows } from "./sound-rows.ts";
import { FileMoved } from "./sqlite-trouble.ts";
import { prepareStatements, RESTORED } from "./statements.ts";
import type { Adopted, AttemptGlimpse, Batch, Beginning, Marks, News, Past, Store } from "./store.ts";

/** So many calls, health events and outcomes. */
const KEPT_IN_MEMORY = 20_000;

/** Records in a file that several windows have open, or in memory. */
export class SqliteStore implements Store {
  readonly file: string | undefined;
  readonly #identity: bigint | undefined;
  readonly #database: DatabaseSync;
  readonly #writer: number;
  readonly #numbers: Numbers;
  readonly #calls: CallWriter;
  readonly #rollups: RollupTable;
  readonly #spent: Spent;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #version: StatementSync;
  /** Numbers of calls. */
  readonly #damaged = new Set<number>();
  #toldVersion: number;
  #numbersVersion: number;

  /**
   * @param file its path; undefined in memory
   * @param writer tells this window's rows from others'
   */
  constructor(database: DatabaseSync, file: string | undefined, writer: number) {
    this.file = file;
    this.#identity = file === undefined ? undefined : identityOf(file);
    this.#database = database;
    this.#writer = writer;
    this.#numbers = new Numbers(database);
    this.#calls = new CallWriter(database, this.#numbers);
    this.#rollups = new RollupTable(database);
    this.#spent = new Spent(database);
    this.#statements = prepareStatements(database);
    this.#version = database.prepare("PRAGMA data_version");
    this.#toldVersion = this.#numbersVersion = this.#dataVersion();
  }

  get inPlace(): boolean {
    if (this.file === undefined) return true;
    try {
      return identityOf(this.file) === this.#identity;
    } catch {
      return false;
    }
  }

  read<T>(query: (database: DatabaseSync) => T): T {
    return query(this.#database);
  }

  write<T>(change: (database: DatabaseSync) => T): T {
    this.#numbers.forget(); // the change may be to what they stand for
    return this.#transaction(change);
  }

  #transaction<T>(change: (database: DatabaseSync) => T): T {
    // SQLite goes on writing to a file that was renamed or deleted, where nobody would ever find it.
    if (!this.inPlace) throw new FileMoved();
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = change(this.#database);
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#numbers.forget();
      throw error;
    }
  }

  append({ calls, health, outcomes, limits }: Batch): number {
    return this.#transaction(() => {
      this.#forgetOldNumbers();
      const rollup = new Rollup();
      let added = 0;
      for (const call of calls) if (this.#calls.insert(call, this.#writer, rollup)) added += 1;
      for (const outcome of outcomes) this.#insertOutcome(outcome, rollup);
      this.#rollups.add(rollup);
      for (const event of health) this.#insertHealth(event);
      const { writeLimit } = this.#statements;
      for (const reading of limits) writeLimit.run(...valuesOf(LIMIT_COLUMNS, reading));
      if (this.file === undefined) dropOldest(this.#database);
      return added;
    });
  }

  adopt(calls: readonly PricedCall[]): Adopted {
    return this.#transaction(() => {
      this.#forgetOldNumbers();
      const rollup = new Rollup();
      const pruned = new PrunedCalls(this.#database);
      let [added, restored] = [0, 0];
      for (const call of calls) {
        if (this.#statements.whereabouts.get(encodeId(call.id)) !== undefined) continue;
        if (pruned.take(call, this.#numbers.ofOrigin(call))) {
          this.#calls.insert(call, RESTORED, undefined);
          restored += 1;
        } else {
          this.#calls.insert(call, null, rollup);
          added += 1;
        }
      }
      this.#rollups.add(rollup);
      if (this.file === undefined) dropOldest(this.#database);
      return { added, restored };
    });
  }

  /** Another window may have wiped the file and begun to count anew. */
  #forgetOldNumbers(): void {
    const version = this.#dataVersion();
    if (version !== this.#numbersVersion) this.#numbers.forget();
    this.#numbersVersion = version;
  }

  /** Of a call that is not there, nobody can say where it came from: its outcome is kept, but not counted. */
  #insertOutcome(outcome: EditorOutcome, rollup: Rollup): void {
    const { hasOutcome, insertOutcome, whereabouts } = this.#statements;
    const values = valuesOf(OUTCOME_COLUMNS, outcome);
    const [id = null, at = null, kind = null] = values;
    if (hasOutcome.get(at, id, kind) !== undefined) return;
    insertOutcome.run(...values);
    const row = whereabouts.get(encodeId(outcome.callId));
    if (row !== undefined) rollup.addOutcome(outcome, number(row, "origin"), maybeNumber(row, "route"));
  }

  #insertHealth(event: HealthEvent): void {
    const { hasHealth, insertHealth } = this.#statements;
    const { at, target, from, to } = event;
    if (hasHealth.get(at, target.scope, target.key, from, to, this.#writer) !== undefined) return;
    insertHealth.run(this.#writer, ...valuesOf(HEALTH_COLUMNS, event));
  }

  lastNumber(): number {
    return number(this.#statements.lastNumber.get() ?? {}, "number");
  }

  addDays(since: number, target: Target): void {
    this.#rollups.addUp(DAY, since, target);
  }

  recentCalls(since: number, limit: number): readonly PricedCall[] {
    return this.#callsIn(this.#statements.recentCalls.all(since, limit));
  }

  #callsIn(rows: readonly Row[]): readonly PricedCall[] {
    return soundRows(
      rows,
      (row) => decodeCall(row, this.#statements.attemptsOf.all(number(row, "number"))),
      (row) => this.#damaged.add(number(row, "number")),
    );
  }

  get damagedCalls(): number {
    return this.#damaged.size;
  }

  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[] {
    const { recentAttempts, routesNamed } = this.#statements;
    const rows = routesNamed.all(routeId).flatMap((route) => recentAttempts.all(number(route, "number"), limit));
    const attempts = soundRows(rows, (row) => decodeGlimpse(row, number(row, "started_at")));
    return attempts.toSorted((a, b) => b.startedAt - a.startedAt).slice(0, limit);
  }

  health(limit: number): readonly HealthEvent[] {
    return soundRows(this.#statements.health.all(limit), decodeHealth);
  }

  limits(): readonly LimitReading[] {
    return soundRows(this.#statements.limits.all(), decodeLimit);
  }

  spentSince(from: number, upTo: number): readonly SpendPart[] {
    return atOneMoment(this.#database, () => this.#spent.since(from, upTo, this.#writer));
  }

  begin(past: Past): Beginning {
    return atOneMoment(this.#database, () => this.#begin(past));
  }

  #begin({ now, callsSince, mostCalls, healthSince }: Past): Beginning {
    const last = this.#lastMarks();
    const { firstOfPast, standing } = this.#statements;
    const first = maybeNumber(firstOfPast.get(this.#writer, mostCalls, callsSince) ?? {}, "number");
    const moves = standing.all({ writer: this.#writer, since: healthSince, now, upTo: last.health });
    return {
      standing: soundRows(moves, decodeHealth),
      limits: this.limits(),
      marks: { ...last, call: first === undefined ? last.call : first - 1 },
    };
  }

  news(after: Marks, limit: number): News {
    return atOneMoment(this.#database, () => this.#news(after, limit));
  }

  #news(after: Marks, limit: number): News {
    const last = this.#lastMarks();
    const { callNews, healthNews } = this.#statements;
    const calls = callNews.all(after.call, last.call, this.#writer, limit);
    const health = healthNews.all(after.health, last.health, this.#writer, limit);
    const end = (rows: readonly Row[], all: number) =>
      rows.length < limit ? all : number(rows.at(-1) ?? {}, "number");
    const upTo = { call: end(calls, last.call), health: end(health, last.health) };
    return {
      calls: this.#callsIn(calls),
      health: soundRows(health, decodeHealth),
      upTo,
      more: upTo.call < last.call || upTo.health < last.health,
    };
  }

  #lastMarks(): Marks {
    return { call: this.lastNumber(), health: number(this.#statements.lastHealthNumber.get() ?? {}, "number") };
  }

  changedElsewhere(): boolean {
    if (!this.inPlace) throw new FileMoved();
    const version = this.#dataVersion();
    const changed = version !== this.#toldVersion;
    this.#toldVersion = version;
    return changed;
  }

  /** Changes when another connection has written. */
  #dataVersion(): number {
    return number(this.#version.get() ?? {}, "data_version");
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

/** Memory has an end: of records the newest are kept there, and sums of all. */
function dropOldest(database: DatabaseSync): void {
  for (const table of ["calls", "health", "outcomes"]) {
    database.exec(`DELETE FROM ${table} WHERE number <= (SELECT max(number) FROM ${table}) - ${KEPT_IN_MEMORY}`);
  }
}

/** Tells a file from another one that took its place. Throws when there is no file. */
function identityOf(path: string): bigint {
  return statSync(path, { bigint: true }).ino;
}
