import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { FigureSink } from "../tally/figures.ts";
import type { LocalDay } from "../tally/local-day.ts";
import { ATTEMPT_COLUMNS, CALL_COLUMNS, HEALTH_COLUMNS, insertInto, valuesOf } from "./columns.ts";
import { countRows, FIGURES, type RouteName } from "./count-rows.ts";
import { number, text } from "./cells.ts";
import { decodeCall, decodeGlimpse, decodeHealth } from "./decode.ts";
import { type FileIdentity, identityOf, pragma } from "./open-file.ts";
import { DamagedRow, FileMoved } from "./sqlite-trouble.ts";
import type { AttemptGlimpse, Batch, Store } from "./store.ts";

const ROUTE = "route_id = ? AND provider = ? AND model = ? AND credential = ?";
const ATTEMPT_KEYS = [["call"], ["position"], ["route"]] as const;

/** Records in a file that several windows have open. */
export class SqliteStore implements Store {
  readonly #path: string;
  readonly #identity: FileIdentity;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #routeNames = new Map<number, RouteName>();
  #dataVersion: number;

  constructor(path: string, identity: FileIdentity, database: DatabaseSync) {
    this.#path = path;
    this.#identity = identity;
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#dataVersion = pragma(database, "data_version");
  }
}
