import type { GatewayCard } from "../../protocol/usage.ts";
import { moneyPhrase } from "../../router/choose/money-phrase.ts";

/** What the gateway's status item shows. */
export interface GatewayStatus {
  readonly text: string;
  /** Lines without Markdown. */
  readonly tooltip: readonly string[];
  readonly warning: boolean;
}

/** As many clients as a tooltip holds. */
const clientsShown = 6;

/** The gateway in a few characters, and in sentences. That it is blocked is told by icon and words, not by colour alone. */
export function gatewayStatus(card: GatewayCard): GatewayStatus {
  const { port } = new URL(card.url);
  const blocked = card.state === "blocked";
  return {
    text: `${blocked ? "$(warning)" : "$(radio-tower)"} ${port}`,
    tooltip: [standingLine(card), ...trafficLine(card), ...clientLines(card)],
    warning: blocked,
  };
}

function standingLine({ state, url, problem = "" }: GatewayCard): string {
  switch (state) {
    case "starting":
      return `Gateway: starting at ${url}`;
    case "serving":
      return `Gateway: ${url}, served by this window`;
    case "following":
      return `Gateway: ${url}, served by another window; this one takes over when that closes`;
    case "blocked":
      return `Gateway: not running. ${problem}`;
  }
}

function trafficLine({ requests, underWay }: GatewayCard): readonly string[] {
  if (requests === undefined) return [];
  const now = underWay ? `, ${underWay} under way` : "";
  return [`${requests === 1 ? "1 request" : `${requests} requests`} since it started${now}`];
}

function clientLines({ clients }: GatewayCard): readonly string[] {
  if (clients.length === 0) return [];
  const lines = clients.slice(0, clientsShown).map(({ client, attempts, costUsd, unpriced }) => {
    const cost =
      unpriced > 0 && costUsd === 0 ? "cost unknown" : `${moneyPhrase(costUsd)}${unpriced > 0 ? " or more" : ""}`;
    return `${client}: ${attempts === 1 ? "1 attempt" : `${attempts} attempts`}, ${cost}`;
  });
  const more = clients.length - lines.length;
  return ["Today:", ...lines, ...(more > 0 ? [`and ${more} more`] : [])];
}
