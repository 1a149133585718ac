import type { Connections } from "../../connections/directory.ts";
import type { DashboardStart } from "../../protocol/dashboard/surface.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { LedgerStatus } from "../../spec/snapshot.ts";
import type { AskLedger } from "./ask-ledger.ts";
import { clientNames } from "../gateway/client-names.ts";

export interface StartSources {
  readonly ask: AskLedger;
  readonly connections: Connections;
  readonly status: () => LedgerStatus;
  readonly simulated: () => boolean;
  /** The last call of any window, if there was one today. */
  readonly lastCall: () => PricedCall | undefined;
}

/** What every page of the dashboard needs. */
export async function dashboardStart(sources: StartSources): Promise<DashboardStart> {
  const { ask, connections, lastCall } = sources;
  const [names, oldestAt] = await Promise.all([ask("names", null), ask("oldestAt", null)]);
  const providers = new Set([...names.providers, ...connections.credentials().map(({ providerId }) => providerId)]);
  return {
    status: sources.status(),
    simulator: sources.simulated(),
    unconfigured: connections.credentials().length === 0,
    offline: reachedNothing(lastCall(), connections),
    ...(oldestAt !== null && { oldestAt }),
    names,
    providerNames: Object.fromEntries([...providers].map((id) => [id, connections.provider(id)?.name ?? id])),
    credentialNames: credentialNames(connections),
    clientNames,
  };
}

/** Such as `OpenAI, work`, by `Credential.id`. */
function credentialNames(connections: Connections): Readonly<Record<string, string>> {
  return Object.fromEntries(
    connections.allCredentials().map(({ id, providerId, label }) => {
      return [id, `${connections.provider(providerId)?.name ?? providerId}, ${label}`];
    }),
  );
}

/** Whether the last call was turned away by the network at every provider out there that it tried. */
function reachedNothing(call: PricedCall | undefined, { provider }: Connections): boolean {
  const away = call?.attempts.filter((attempt) => provider(attempt.provider)?.local !== true) ?? [];
  return away.length > 0 && away.every(({ failure }) => failure?.class === "network");
}
