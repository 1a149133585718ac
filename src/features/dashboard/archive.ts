import * as vscode from "vscode";
import type { Ledger } from "../../ledger/ledger.ts";
import type { KeyLabels } from "../../ledger/reader/questions.ts";
import type { Reader } from "../../ledger/reader/reader.ts";
import type { ExportFormat } from "../../protocol/dashboard/data.ts";
import { Refusal } from "../../protocol/host.ts";
import { exportWords, importWords } from "./archive-words.ts";
import { askFor, askWhere, formatOf, offerToOpen } from "./files.ts";

export interface ArchiveDeps {
  readonly reader: Reader;
  readonly keys: () => KeyLabels;
  readonly adopt: Ledger["adopt"];
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Writes the calls that a filter finds to a file that the user chooses. */
export async function exportFound(deps: ArchiveDeps, filter: string, format: ExportFormat): Promise<void> {
  const day = new Date(deps.now()).toLocaleDateString("sv-SE"); // as ISO 8601 writes a day
  const path = await askWhere(`switchyard-calls-${day}.${format}`);
  if (path === undefined) return;
  const answer = await withProgress("Exporting calls…", (progress, signal) =>
    deps.reader.ask({ name: "exportCalls", query: { filter, format, path, keys: deps.keys() } }, signal, (share) =>
      progress(share),
    ),
  );
  switch (answer?.kind) {
    case "written":
      return offerToOpen(path, exportWords(answer));
    case "misread":
    case "unwritable":
      throw new Refusal(answer.message);
    case "stopped":
    case undefined:
  }
}

/** Reads a file of calls back in. Says what came of it; empty when the user thought better of it. */
export async function importFound({ adopt }: ArchiveDeps): Promise<string> {
  const path = await askFor("Calls exported from Switchyard", ["csv", "json", "ndjson"]);
  if (path === undefined) return "";
  const format = formatOf(path);
  if (!format) throw new Refusal("Choose a file that ends in .csv, .json or .ndjson.");
  const answer = await withProgress("Importing calls…", async (_, signal) => {
    // Most windows never import, so they do not load what reads files.
    const { importCalls } = await import("../../ledger/archive/import-calls.ts");
    return importCalls({ path, format, append: adopt }, signal);
  });
  return answer ? importWords(answer) : "Stopped. What was read until then was added.";
}

/** Shows that it takes a moment, and lets the user stop it; undefined when they did. */
async function withProgress<T>(
  title: string,
  work: (progress: (share: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (report, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let shown = 0;
    const progress = (share: number) => {
      report.report({ increment: (share - shown) * 100 });
      shown = share;
    };
    try {
      return await work(progress, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}
