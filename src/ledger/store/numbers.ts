import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { AttemptRecord, CallRecord } from "../../spec/call.ts";
import { number } from "./cells.ts";

/** Where calls come from. */
export type Origin = Pick<CallRecord, "task" | "client" | "workspace" | "experiment">;

/** What attempts are made at. */
export type RouteName = Pick<AttemptRecord, "routeId" | "provider" | "model" | "credential">;

/**
 * The numbers under which the file knows origins and routes. They are remembered, so that most writes need not look for
 * them; `forget` when the file may have others: another window wrote, or a change was taken back.
 */
export class Numbers {
  readonly #knownOrigins = new Map<string, number>();
  readonly #knownRoutes = new Map<string, number>();
  readonly #origins: Lookup;
  readonly #routes: Lookup;

  constructor(database: DatabaseSync) {
    this.#origins = lookup(database, "origins", ["task", "client", "workspace", "experiment"]);
    this.#routes = lookup(database, "routes", ["route_id", "provider", "model", "credential"]);
  }

  ofOrigin({ task, client, workspace = "", experiment = "" }: Origin): number {
    const key = `${task}\0${client}\0${workspace}\0${experiment}`;
    const known = this.#knownOrigins.get(key);
    if (known !== undefined) return known;
    const found = find(this.#origins, [task, client, workspace, experiment]);
    this.#knownOrigins.set(key, found);
    return found;
  }

  ofRoute({ routeId, provider, model, credential }: RouteName): number {
    const key = `${routeId}\0${provider}\0${model}\0${credential}`;
    const known = this.#knownRoutes.get(key);
    if (known !== undefined) return known;
    const found = find(this.#routes, [routeId, provider, model, credential]);
    this.#knownRoutes.set(key, found);
    return found;
  }

  forget(): void {
    this.#knownOrigins.clear();
    this.#knownRoutes.clear();
  }
}

interface Lookup {
  readonly select: StatementSync;
  readonly insert: StatementSync;
}

function lookup(database: DatabaseSync, table: string, columns: readonly string[]): Lookup {
  const each = columns.map((column) => `${column} = ?`).join(" AND ");
  return {
    select: database.prepare(`SELECT number FROM ${table} WHERE ${each}`),
    insert: database.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (?, ?, ?, ?)`),
  };
}

function find({ select, insert }: Lookup, names: readonly string[]): number {
  const row = select.get(...names);
  return row === undefined ? Number(insert.run(...names).lastInsertRowid) : number(row, "number");
}
