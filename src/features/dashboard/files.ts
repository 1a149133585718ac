import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { extname, join } from "node:path";
import * as vscode from "vscode";
import type { ExportFormat } from "../../protocol/dashboard/data.ts";
import { Refusal } from "../../protocol/host.ts";

const kinds: Readonly<Record<string, string>> = { csv: "CSV", json: "JSON", ndjson: "NDJSON" };

/** Asks where to put a file; undefined when the user thought better of it. */
export async function askWhere(name: string): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const ending = extname(name).slice(1);
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(folder, name)),
    ...(kinds[ending] !== undefined && { filters: { [kinds[ending]]: [ending] } }),
  });
  return uri?.fsPath;
}

/** Asks for a file with one of these endings. */
export async function askFor(what: string, endings: readonly string[]): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ title: what, openLabel: "Import", filters: { [what]: [...endings] } })) ?? [];
  return uri?.fsPath;
}

/** Writes figures to a file that the user chooses, and offers to open it. */
export async function saveText(name: string, text: string): Promise<void> {
  const path = await askWhere(name);
  if (path === undefined) return;
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new Refusal(`The file was not written: ${error instanceof Error ? error.message : String(error)}`);
  }
  offerToOpen(path, "Written");
}

/** Says that a file is there, without waiting for what the user makes of it. */
export function offerToOpen(path: string, words: string): void {
  const open = "Open";
  void vscode.window.showInformationMessage(`${words}: ${path}`, open).then((chosen) => {
    if (chosen === open) void vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path));
  });
}

/** The archive's form, by a file's ending. */
export function formatOf(path: string): ExportFormat | undefined {
  const ending = extname(path).slice(1).toLowerCase();
  return ending === "csv" || ending === "json" || ending === "ndjson" ? ending : undefined;
}
