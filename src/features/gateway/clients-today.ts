import type { GatewayClient } from "../../protocol/usage.ts";
import type { Clock } from "../../spec/clock.ts";
import type { SeriesQuery, UsageSeries } from "../../spec/series.ts";
import { clientCalled } from "./client-names.ts";

export interface ClientsTodaySources {
  readonly series: (query: SeriesQuery) => Promise<UsageSeries>;
  readonly clock: Clock;
  /** Told when there is something new to show. */
  readonly changed: () => void;
  readonly onError: (error: unknown) => void;
}

/** Short, because somebody who has just set up a tool looks whether it arrives. */
const freshForMs = 2_000;

/**
 * What other programs asked since midnight, through whichever window, the most expensive first. What is known is given at
 * once, and read again meanwhile, at most every other second: whoever asks is told of what is new, be it after that.
 */
export function createClientsToday(sources: ClientsTodaySources): () => readonly GatewayClient[] {
  const { series, clock, changed, onError } = sources;
  let known: readonly GatewayClient[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let isDue = false;
  const read = async () => {
    const until = clock.now();
    readAt = until;
    isDue = false;
    const span = { from: new Date(until).setHours(0, 0, 0, 0), until: until + 1 };
    const { parts } = await series({ span, grain: "day", split: "client" });
    const next = parts
      .filter(({ name }) => name !== "editor")
      .map(({ name, totals: { attempts, usd, unpriced, estimated } }) => {
        return { client: clientCalled(name), attempts, costUsd: usd, unpriced, estimated };
      });
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    known = next;
    changed();
  };
  return () => {
    if (!isDue) {
      isDue = true;
      const waitMs = Math.min(freshForMs, readAt + freshForMs - clock.now());
      clock.schedule(Math.max(0, waitMs), () => void read().catch(onError));
    }
    return known;
  };
}
