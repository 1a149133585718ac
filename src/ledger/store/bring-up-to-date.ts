import { existsSync } from "node:fs";
import type * as sqlite from "node:sqlite";
import type { Clock } from "../../spec/clock.ts";
import { preparing, type Sqlite } from "./open-file.ts";
import { inPauses } from "./pauses.ts";
import { pragma } from "./pragma.ts";
import { MIGRATIONS } from "./schema.ts";
import { isLocked } from "./sqlite-trouble.ts";

/**
 * Brings a file of an earlier form up to date without holding up the editor, which for a large one takes seconds. Whatever
 * else stands in the way is left to `openFile`, which says so. Says whether another window holds the file, as one does that
 * is at it.
 */
export async function bringUpToDate({ DatabaseSync }: Sqlite, path: string, clock: Clock): Promise<"done" | "locked"> {
  if (!existsSync(path)) return "done";
  let database: sqlite.DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    const version = pragma(database, "user_version");
    if (version > 0 && version < MIGRATIONS.length) await inPauses(preparing(database, path), clock);
    return "done";
  } catch (error) {
    return isLocked(error) ? "locked" : "done";
  } finally {
    if (database?.isOpen === true) database.close();
  }
}
