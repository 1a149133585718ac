import * as vscode from "vscode";
import { decodeTelemetry } from "../../connections/telemetry.ts";
import type { Telemetry } from "./register.ts";

/** Where a header's value is kept among the secrets. */
export function headerSecret(header: string): string {
  return `switchyard.telemetry.header.${header}`;
}

export interface EnterHeaderDeps {
  readonly secrets: vscode.SecretStorage;
  /** `switchyard.telemetry` as it stands. */
  readonly setting: () => unknown;
  readonly telemetry: Pick<Telemetry, "refresh">;
}

/** Asks for the value of a header that the settings name as secret, and starts anew with it. */
export async function enterHeader({ secrets, setting, telemetry }: EnterHeaderDeps): Promise<void> {
  const headers = decodeTelemetry(setting()).telemetry?.secretHeaders ?? [];
  if (headers.length === 0) {
    void vscode.window.showInformationMessage(
      'Name the header in the setting "switchyard.telemetry" first, such as "secretHeaders": ["authorization"].',
    );
    return;
  }
  const [only, ...others] = headers;
  const header = others.length === 0 ? only : await vscode.window.showQuickPick(headers, { title: "Which header?" });
  if (header === undefined) return;
  const value = await vscode.window.showInputBox({
    title: `Telemetry: ${header}`,
    prompt: "Kept in this system's secret storage and sent to your collector only. Empty: it is forgotten.",
    password: true,
    ignoreFocusOut: true,
  });
  if (value === undefined) return;
  if (value.trim() === "") await secrets.delete(headerSecret(header));
  else await secrets.store(headerSecret(header), value.trim());
  await telemetry.refresh();
}
