import type { ReadonlySignal } from "@preact/signals";
import type { RouteCard, RouteTrend } from "../../src/protocol/usage.ts";
import type { BreakerState } from "../../src/spec/health.ts";
import type { RouteUsage } from "../../src/spec/snapshot.ts";
import { duration, percent, plural } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { Sparkline } from "../shared/sparkline.tsx";
import { taskNames } from "../shared/task-names.ts";
import { costOf } from "./totals.tsx";

interface RoutesProps {
  readonly cards: readonly RouteCard[];
  readonly used: readonly RouteUsage[];
  readonly now: ReadonlySignal<number>;
  readonly reset: (routeId: string) => void;
}

/** Routes that need a look come first. */
const urgency: Readonly<Record<BreakerState["kind"], number>> = { open: 0, "half-open": 1, closed: 2 };

/** Every route of the chains with its health, and how it did in this time. */
export function Routes({ cards, used, now, reset }: RoutesProps) {
  const sorted = cards.toSorted((a, b) => urgency[a.state.kind] - urgency[b.state.kind]);
  return (
    <section class="card">
      <h3>Routes</h3>
      <ul class="plain">
        {sorted.map((card) => (
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
  const { icon, words } = health[card.state.kind];
  return (
    <li class={`route ${card.state.kind}`}>
      <div class="route-head">
        <Icon name={icon} />
        <span class="name ellipsis" title={card.routeId}>
          {card.model}
        </span>
        <span class="state">{words}</span>
        {card.state.kind !== "closed" && (
          <IconButton icon="debug-restart" label="Try this route again now" onClick={reset} />
        )}
      </div>
      {card.state.kind !== "closed" && (
        <p>
          {card.state.cause.message} {nextTry(card.state, now.value)}
        </p>
      )}
      <p class="quiet">
        {card.providerName} · {card.tasks.map((task) => taskNames[task].toLowerCase()).join(", ")}
      </p>
      <p class="quiet facts">{used ? usageOf(used) : "not used in this time"}</p>
      {card.trend && <Trend trend={card.trend} />}
    </li>
  );
}

/** How soon it spoke, hour by hour of the last day. */
function Trend({ trend: { hours, p50, p99, samples } }: { readonly trend: RouteTrend }) {
  const figures = `P50 ${duration(p50)} · P99 ${duration(p99)}`;
  return (
    <div class="trend" title={`First token in the last 24 hours, of ${plural(samples, "answer")}`}>
      <Sparkline values={hours} width={72} label="First token, hour by hour of the last day" />
      <span class="quiet">{figures}</span>
    </div>
  );
}

function usageOf(used: RouteUsage) {
  const decided = used.succeeded + used.failed;
  const cost = costOf(used);
  const parts = [
    plural(used.calls, "attempt"),
    decided > 0 && `${percent(used.succeeded / decided)} succeeded`,
    cost === "unknown" ? "cost unknown" : cost,
  ].filter((part) => typeof part === "string");
  return parts.map((part) => <span key={part}>{part}</span>);
}

/** A breaker's state in a picture and in a word; its colour is the third sign, never the only one. */
const health: Readonly<Record<BreakerState["kind"], { readonly icon: string; readonly words: string }>> = {
  closed: { icon: "pass-filled", words: "Healthy" },
  open: { icon: "error", words: "Tripped" },
  "half-open": { icon: "sync", words: "Probing" },
};

const year = 366 * 86_400_000;

/** When a route that is unwell gets its next chance. */
function nextTry(state: Exclude<BreakerState, { kind: "closed" }>, now: number): string {
  if (state.kind === "half-open") return state.probing ? "One call is finding out." : "The next call finds out.";
  const left = state.until - now;
  // A key that was refused stays away until it is changed.
  if (left > year) return "Not used until that is changed.";
  return left > 0 ? `Next try in ${waitOf(left)}.` : "The next call finds out.";
}

/** In whole units, because it counts down before the user's eyes. */
function waitOf(ms: number): string {
  return duration(ms < 60_000 ? Math.max(1000, Math.ceil(ms / 1000) * 1000) : ms).replace(/\.0(?= s)/, "");
}
