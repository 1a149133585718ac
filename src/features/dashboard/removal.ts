import * as vscode from "vscode";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Removed } from "../../ledger/retention/removed.ts";
import { Refusal } from "../../protocol/host.ts";

export interface RemovalDeps {
  readonly ledger: Pick<Ledger, "prune" | "wipe" | "stock">;
  /** For how many days calls are kept; 0 for ever. */
  readonly keepDays: () => number;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

const dayMs = 86_400_000;

/** Sums by hour are kept for so many days, those by day for ever. */
const hoursKeptDays = 92;

/** Drops the calls that are older than the setting says, after asking. Says what went; null when the user declined. */
export async function pruneOld({ ledger, keepDays, now }: RemovalDeps): Promise<string | null> {
  const days = keepDays();
  if (days === 0) throw new Refusal("Calls are kept for ever. Say in the settings for how many days, then prune.");
  const before = now() - days * dayMs;
  const { oldestAt = Number.POSITIVE_INFINITY } = ledger.stock() ?? {};
  if (oldestAt >= before) return `No call is older than ${days} days.`;
  const sure = "Drop Them";
  const detail =
    "Single calls with their attempts, breakers' moves and what became of ghost text go. What was spent and used stays, by day. Export them first if you want to keep them.";
  const question = `Drop all calls from before ${new Date(before).toLocaleDateString()}?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, sure)) !== sure) return null;
  return removedWords(await ledger.prune({ callsBefore: before, hoursBefore: now() - hoursKeptDays * dayMs }));
}

/** Deletes all records, after asking. Says what went; null when the user declined. */
export async function wipeAll({ ledger }: RemovalDeps): Promise<string | null> {
  const { calls = 0 } = ledger.stock() ?? {};
  const usage = "Delete Usage";
  const all = "Delete Usage and Accounts";
  const detail =
    "Usage: every call, every sum, breakers' history and what became of ghost text, in all windows. Budgets then begin at 0. Accounts: also balances, orders and plans. This cannot be taken back. Keys and settings stay.";
  const question = `Delete the usage records (${calls === 1 ? "1 call" : `${calls} calls`})?`;
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, usage, all);
  return chosen === undefined ? null : removedWords(await ledger.wipe({ accounts: chosen === all }));
}

function removedWords({ calls, attempts, healthEvents, bytesFreed, trouble }: Removed): string {
  const went = `${calls === 1 ? "1 call" : `${calls} calls`} with ${attempts} attempts and ${healthEvents} breakers' moves went`;
  const freed = `, ${(bytesFreed / 1e6).toFixed(1)} MB are free again.`;
  return `${went}${freed}${trouble === undefined ? "" : ` ${trouble}`}`;
}
