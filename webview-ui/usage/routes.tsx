import type { ReadonlySignal } from "@preact/signals";
import type { RouteCard } from "../../src/protocol/usage.ts";
import type { BreakerState } from "../../src/spec/health.ts";
import type { RouteUsage } from "../../src/spec/snapshot.ts";
import { duration, percent, plural } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { taskNames } from "./task-names.ts";
import { costOf } from "./totals.tsx";

interface RoutesProps {
  readonly cards: readonly RouteCard[];
  readonly used: readonly RouteUsage[];
  readonly now: ReadonlySignal<number>;
  readonly reset: (routeId: string) => void;
}

/** Every route of the chains with its health, and how it did in this time. */
export function Routes({ cards, used, now, reset }: RoutesProps) {
  return (
    <section class="card">
      <h3>Routes</h3>
      <ul class="plain">
        {cards.map((card) => (
          <Route
            key={card.routeId}
            card={card}
            used={used.find(({ routeId }) => routeId === card.routeId)}
            now={now}
            reset={() => reset(card.routeId)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RouteProps {
  readonly card: RouteCard;
  readonly used: RouteUsage | undefined;
  readonly now: ReadonlySignal<number>;
  readonly reset: () => void;
}

function Route({ card, used, now, reset }: RouteProps) {
  const { icon, words } = health(card.state, now.value);
  const state = <span class="state">{words}</span>;
  const isHealthy = card.state.kind === "closed";
  return (
    <li class={`route ${card.state.kind}`}>
      <div class="route-head">
        <Icon name={icon} />
        <span class="name ellipsis" title={card.routeId}>
          {card.model}
        </span>
        {isHealthy ? state : <IconButton icon="debug-restart" label="Try this route again now" onClick={reset} />}
      </div>
      {!isHealthy && <p>{state}</p>}
      <p class="quiet ellipsis">
        {card.providerName} · {card.tasks.map((task) => taskNames[task].toLowerCase()).join(", ")}
      </p>
      {card.state.kind !== "closed" && <p class="cause">{card.state.cause.message}</p>}
      <p class="quiet">{used ? usageOf(used) : "not used in this time"}</p>
    </li>
  );
}

function usageOf(used: RouteUsage): string {
  const decided = used.succeeded + used.failed;
  return [
    plural(used.calls, "attempt"),
    decided > 0 ? `${percent(used.succeeded / decided)} succeeded` : undefined,
    used.firstToken && `first token ${duration(used.firstToken.p50)}`,
    costOf(used) === "unknown" ? "cost unknown" : costOf(used),
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** A breaker's state in a picture and in words; its colour is the third sign, never the only one. */
function health(state: BreakerState, now: number): { readonly icon: string; readonly words: string } {
  switch (state.kind) {
    case "closed":
      return { icon: "pass-filled", words: "Healthy" };
    case "half-open":
      return { icon: "sync", words: state.probing ? "Probing" : "To be probed" };
    case "open": {
      const left = state.until - now;
      // A key that was refused stays away until it is changed.
      if (left > 366 * 86_400_000) return { icon: "error", words: "Off until changed" };
      return {
        icon: "error",
        words: left > 0 ? `Tripped, retry in ${duration(Math.ceil(left / 1000) * 1000)}` : "To be probed",
      };
    }
  }
}
