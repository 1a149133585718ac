import type * as vscode from "vscode";
import { freshToken } from "./fresh-token.ts";

/** The secret that callers of the gateway show. All windows of a user have the same one. */
export interface GatewayToken {
  /** Undefined until one was made. */
  readonly current: string | undefined;
  /** The one there is, or else a new one. Throws when this system's secret storage did not keep it. */
  ensure(): Promise<string>;
  /** Makes a new one; the old one ends at once, in every window. Throws as `ensure` does. */
  renew(): Promise<string>;
  dispose(): void;
}

const entry = "switchyard.gateway.token";

/** Follows the token from now on, whichever window makes a new one. */
export function followGatewayToken(
  secrets: Pick<vscode.SecretStorage, "get" | "store" | "onDidChange">,
  onError: (error: unknown) => void,
): GatewayToken {
  let current: string | undefined;
  const read = async () => (current = await secrets.get(entry));
  const renew = async () => {
    await secrets.store(entry, freshToken());
    // Two windows may make one at the same time: what is kept is the one that holds.
    const kept = await read();
    if (kept === undefined) throw new Error("The token could not be stored: this system's secret storage lost it.");
    return kept;
  };
  let making: Promise<string> | undefined;
  const ensured = async () => current ?? (await read()) ?? (await renew());
  const subscription = secrets.onDidChange(({ key }) => {
    if (key === entry) read().catch(onError);
  });
  return {
    get current() {
      return current;
    },
    ensure: () => (making ??= ensured().finally(() => (making = undefined))),
    renew,
    dispose: () => subscription.dispose(),
  };
}
