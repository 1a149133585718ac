import type { GatewayCard, GatewayClient } from "../../protocol/usage.ts";
import type { GatewayState } from "../../spec/gateway.ts";
import { addressOf, type Traffic } from "./standing.ts";

export interface GatewayFacts {
  readonly standing: () => GatewayState;
  readonly traffic: () => Traffic | undefined;
  readonly port: () => number;
  /** What other programs asked today, through whichever window. */
  readonly clients: () => readonly GatewayClient[];
}

/** The gateway as the panel and the status bar show it; undefined while it is off. */
export function gatewayCard({ standing, traffic, port, clients }: GatewayFacts): GatewayCard | undefined {
  const now = standing();
  if (now.kind === "off") return undefined;
  const through = traffic();
  const at = now.kind === "blocked" ? now.port : port();
  return {
    state: now.kind,
    url: "url" in now ? now.url : addressOf(at),
    ...(now.kind === "blocked" && { problem: now.message }),
    ...(through && { requests: through.requests, underWay: through.underWay }),
    clients: clients(),
  };
}
