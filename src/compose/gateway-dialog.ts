import { addressOf } from "../features/gateway/standing.ts";
import type { UseGatewayDeps } from "../features/gateway/use-gateway.ts";
import { runCommand } from "../platform/commands.ts";
import type { Foundation } from "./foundation.ts";
import { gatewayPort } from "./gateway.ts";

/** What the gateway's dialog works on. */
export function useGatewayDeps(
  { gatewayToken, settings }: Foundation,
  openSettings: () => Promise<void>,
): UseGatewayDeps {
  return {
    enabled: () => settings.read("gateway.enabled") === true,
    enable: () => settings.write("gateway.enabled", true),
    url: () => addressOf(gatewayPort(settings)),
    token: gatewayToken.ensure,
    newToken: () => runCommand("switchyard.gateway.rotateToken"),
    openSettings,
    stop: () => settings.write("gateway.enabled", false),
  };
}
