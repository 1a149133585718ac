import type { Objective } from "../../spec/objective.ts";
import type { Contestant, Placed } from "./order.ts";

/** Where a conversation was last answered. */
export interface Sticky {
  readonly routeId: string;
  /** Tokens of its last prompt, as long as the provider may still have them in its cache; 0 after that. */
  readonly cachedTokens: number;
}

interface Settled {
  readonly routeId: string;
  readonly promptTokens: number;
  readonly at: number;
}

/** Prompt caches last five minutes where nobody pays for more. */
const cachedMs = 5 * 60_000;

/** After a day, nobody minds if a conversation goes on elsewhere. */
const rememberedMs = 24 * 3_600_000;

const most = 500;

/** Which route each conversation was last answered by. Remembers the 500 that were answered last. */
export class StickyBook {
  /** The one answered last is at the end. */
  readonly #settled = new Map<string, Settled>();

  /** The conversation was answered by this route; `promptTokens` were sent to it. Times are milliseconds. */
  settled(conversation: string, routeId: string, promptTokens: number, at: number): void {
    this.#settled.delete(conversation);
    this.#settled.set(conversation, { routeId, promptTokens, at });
    if (this.#settled.size <= most) return;
    for (const oldest of this.#settled.keys()) {
      this.#settled.delete(oldest);
      return;
    }
  }

  of(conversation: string, at: number): Sticky | undefined {
    const settled = this.#settled.get(conversation);
    if (!settled) return undefined;
    const ago = at - settled.at;
    if (ago >= rememberedMs) return undefined;
    return { routeId: settled.routeId, cachedTokens: ago < cachedMs ? settled.promptTokens : 0 };
  }

  /** Lets every conversation choose anew: the user changed a chain, and wants to see it used. */
  clear(): void {
    this.#settled.clear();
  }
}

/**
 * Puts a conversation's own route first where it is among the candidates, because its provider has the prompt in its
 * cache and signed reasoning works nowhere else. Under `cheapest` the cost decides alone: the cache is counted in there.
 */
export function stick<C extends Contestant>(
  placed: readonly Placed<C>[],
  sticky: Sticky | undefined,
  objective: Objective,
): readonly Placed<C>[] {
  if (!sticky || objective === "cheapest") return placed;
  const at = placed.findIndex(({ candidate }) => candidate.route.id === sticky.routeId);
  const own = placed[at];
  if (!own || at === 0) return placed;
  return [
    { candidate: own.candidate, reason: "stays with this conversation's model" },
    ...placed.filter((one) => one !== own),
  ];
}
