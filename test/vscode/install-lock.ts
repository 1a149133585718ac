import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";

/**
 * Runs `work` while no other process runs work under the same lock file.
 *
 * The lock is SQLite's own file lock: the operating system gives it up when its holder dies, so
 * that, unlike with a lock directory, there is no stale lock to recognise.
 *
 * @param onWait called once when another process holds the lock.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const database = new DatabaseSync(file);
  try {
    for (let waited = false; !tryLock(database); waited = true) {
      if (!waited) onWait();
      await sleep(500);
    }
    return await work();
  } finally {
    database.close();
  }
}

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("database is locked")) return false;
    throw error;
  }
}
