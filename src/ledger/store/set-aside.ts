import { existsSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Moves a damaged ledger out of the way, with its write-ahead log, for whoever may want to save something from it.
 * The log goes first: a new file must never find the log of an old one.
 *
 * @param now milliseconds since the Unix epoch, for the name
 * @returns where the file is now
 * @throws when it cannot be moved, as on Windows while another window has it open
 */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, "-");
  const target = join(dirname(path), `ledger-damaged-${stamp}.sqlite`);
  for (const suffix of ["-wal", "-shm", ""]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  }
  return target;
}
