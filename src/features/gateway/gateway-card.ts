import type { GatewayCard, GatewayClient } from "../../protocol/usage.ts";
import { addressOf, type Standing, type Traffic } from "./standing.ts";

export interface GatewayFacts {
  readonly standing: () => Standing;
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
  return {
    state: now.kind,
    url: "url" in now ? now.url : addressOf(port()),
    ...(now.kind === "blocked" && { problem: now.message }),
    ...(through && { requests: through.requests, underWay: through.underWay }),
    clients: clients(),
  };
}
