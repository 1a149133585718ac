import type { Ledger } from "../../../src/ledger/ledger.ts";
import type { HealthEvent } from "../../../src/spec/health.ts";
import type { Hindsight } from "../../../src/spec/hindsight.ts";

/** What a follower of a ledger was told so far. */
export class Told {
  readonly parts: Hindsight[] = [];
  readonly dispose: () => void;

  constructor(ledger: Ledger, pastMs: number) {
    const following = ledger.follow((news) => this.parts.push(news), pastMs);
    this.dispose = () => following.dispose();
  }

  get calls(): readonly string[] {
    return this.parts.flatMap(({ calls }) => calls).map(({ id }) => id);
  }

  get health(): readonly HealthEvent[] {
    return this.parts.flatMap(({ health }) => health);
  }

  /** Such as `openai open`. */
  get moves(): readonly string[] {
    return this.health.map(({ target, to }) => `${target.key} ${to}`);
  }
}

/** A move of the breaker for a provider. */
export function moveOf(key: string, to: HealthEvent["to"], at: number, more: Partial<HealthEvent> = {}): HealthEvent {
  return { at, target: { scope: "provider", key }, from: "closed", to, cause: "test", ...more };
}
