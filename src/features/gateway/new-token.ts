import * as vscode from "vscode";
import type { GatewayClient } from "../../protocol/usage.ts";

export interface NewTokenDeps {
  readonly clients: () => readonly GatewayClient[];
  readonly renew: () => Promise<unknown>;
  readonly useGateway: () => void;
}

/** Makes a new token once the user knows what stops working. */
export async function newToken({ clients, renew, useGateway }: NewTokenDeps): Promise<void> {
  const make = "Make a New Token";
  const detail = whatStops(clients().map(({ client }) => client));
  const answer = await vscode.window.showWarningMessage("Make a new gateway token?", { modal: true, detail }, make);
  if (answer !== make) return;
  await renew();
  const copy = "Copy Settings…";
  const done = "The old token has ended. Give the new one to each tool that uses the gateway.";
  void vscode.window.showInformationMessage(done, copy).then((chosen) => {
    if (chosen === copy) useGateway();
  });
}

/** Which tools have to be given the new token. */
export function whatStops(today: readonly string[]): string {
  const stops = "The old one ends at once, in every window. Every tool that uses it has to be given the new one";
  return today.length === 0 ? `${stops}.` : `${stops}; today that was ${today.join(", ")}.`;
}
