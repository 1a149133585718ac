import { registerGatewaySigns } from "../features/gateway/register.ts";
import { openSettings } from "./commands.ts";
import type { Foundation } from "./foundation.ts";

/** The gateway's place in the status bar, and its warnings. */
export function gatewaySigns(base: Foundation): void {
  const { callRecorded, gatewayCard, gatewayChanged, keep, ledger, liveChanged, log, settings } = base;
  const signs = keep(
    registerGatewaySigns({
      card: gatewayCard,
      openSettings: () => openSettings("switchyard.gateway"),
      stop: () => settings.write("gateway.enabled", false),
      setPort: (port) => settings.write("gateway.port", port),
      onError: log.error,
    }),
  );
  for (const source of [gatewayChanged.event, liveChanged.event, callRecorded.event]) keep(source(signs.refresh));
  keep(ledger.onDidChange(signs.refresh));
}
