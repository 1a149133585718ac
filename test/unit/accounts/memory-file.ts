import { DatabaseSync } from "node:sqlite";
import type { AccountFile } from "../../../src/ledger/accounts/account-book.ts";
import { SCHEMA_3 } from "../../../src/ledger/store/schema-3.ts";

/** A ledger's file in memory. */
export function memoryFile(): AccountFile & { readonly database: DatabaseSync } {
  const database = new DatabaseSync(":memory:");
  database.exec(SCHEMA_3);
  return {
    database,
    read: (work) => work(database),
    write(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const value = work(database);
        database.exec("COMMIT");
        return value;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
}
