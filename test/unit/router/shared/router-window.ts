import type { Ledger } from "../../../../src/ledger/ledger.ts";
import { createRouter, type RouterPorts } from "../../../../src/router/router.ts";
import type { EndEvent } from "../../../../src/router/events.ts";
import type { CallQuery, Policy, Router } from "../../../../src/router/types.ts";
import type { BudgetStanding } from "../../../../src/spec/budget.ts";
import type { Clock } from "../../../../src/spec/clock.ts";
import type { HealthEvent, RouteHealth } from "../../../../src/spec/health.ts";
import type { Hindsight } from "../../../../src/spec/hindsight.ts";
import type { StreamPart } from "../../../../src/spec/stream.ts";
import { usageOf } from "../../../support/call-records.ts";
import { chatRequest, collect, endOf, failureOf } from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";
import { quarterDollar } from "../../ledger/ledger-harness.ts";

const day = 24 * 3_600_000;

/** Nothing is cut off while windows hear of each other. */
const patient = { connectMs: 60_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 60_000 };

/** What a provider does, whoever asks it. */
export type Behaviour = "well" | "hang" | "server-error" | "quota-exhausted";

/** What a test says of a window, beyond the chain `a/m`, `b/m`. */
export interface WindowOptions extends Partial<Pick<RouterPorts, "budgets" | "limits">> {
  readonly policy?: Partial<Policy>;
}

/** A window as the extension composes it: a router over a ledger that it shares with others, with providers that are scripted. */
export class RouterWindow {
  readonly router: Router;
  readonly ledger: Ledger;
  readonly moves: HealthEvent[] = [];
  readonly budgetMoves: BudgetStanding["state"][] = [];
  /** What the ledger told. */
  readonly told: Hindsight[] = [];
  /** Ids of the routes that were asked, in order. */
  readonly asked: string[] = [];
  #calls = 0;

  constructor(
    name: string,
    ledger: Ledger,
    clock: Clock,
    behaviours: ReadonlyMap<string, Behaviour>,
    { policy, ...ports }: WindowOptions = {},
  ) {
    this.ledger = ledger;
    const asked = this.asked;
    this.router = createRouter({
      clock,
      random: () => 0.5,
      newId: () => `${name} ${this.#calls++}`,
      directory: directoryOf({ id: "a" }, { id: "b" }),
      policy: () => ({ enabled: true, chain: ["a/m", "b/m"], deadlines: patient, hedge: "never", ...policy }),
      transport: async function* (route, _request, signal) {
        asked.push(route.id);
        yield* partsOf(behaviours.get(route.provider) ?? "well", clock, signal);
      },
      prices: { estimate: () => 0.25, costOf: quarterDollar },
      spentSince: (from) => ledger.spentSince(from),
      ...ports,
      observer: {
        callChanged: () => {},
        callEnded: (record) => ledger.record(record),
        healthChanged: (event) => {
          this.moves.push(event);
          ledger.recordHealth(event);
        },
        budgetChanged: ({ state }) => void this.budgetMoves.push(state),
      },
      reportBug: (error) => {
        throw error;
      },
    });
    ledger.follow((news) => {
      this.told.push(news);
      this.router.learn(news);
    }, day);
  }

  call(query: Partial<CallQuery> = {}, signal = new AbortController().signal): Promise<EndEvent> {
    const asked = { task: "chat", request: chatRequest, client: "editor", ...query } as const;
    return collect(this.router.call(asked, signal)).then(endOf);
  }

  async calls(times: number): Promise<void> {
    for (let at = 0; at < times; at += 1) await this.call();
  }

  stateOf(routeId: string): RouteHealth["state"] | undefined {
    return this.router.health("chat").find((one) => one.routeId === routeId)?.state;
  }
}

async function* partsOf(behaviour: Behaviour, clock: Clock, signal: AbortSignal): AsyncGenerator<StreamPart> {
  if (behaviour === "hang") {
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    yield { type: "failure", failure: failureOf("cancelled") };
  } else if (behaviour === "well") {
    yield { type: "start" };
    await new Promise<void>((resolve) => void clock.schedule(0, resolve));
    yield { type: "text", text: "well" };
    yield { type: "usage", usage: usageOf({ input: 100, output: 10 }) };
    yield { type: "finish", reason: "stop" };
  } else {
    yield { type: "failure", failure: failureOf(behaviour) };
  }
}
