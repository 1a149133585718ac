import type { AttemptRole, CallRecord } from "../../spec/call.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Route } from "../../spec/provider.ts";
import type { LimitReport } from "../../spec/stream.ts";
import type { Attempt, AttemptPorts } from "../attempt/attempt.ts";
import type { BudgetHold } from "../budget/budget-book.ts";
import { patientDeadlines } from "../attempt/patient-deadlines.ts";
import { isWhole, wholeDeadlines } from "../attempt/whole.ts";
import { ConnectionDoubt } from "../health/connection-doubt.ts";
import type { Lease } from "../health/lease.ts";
import type { HedgeHold } from "../hedge/hedge-budget.ts";
import type { LimitHold } from "../limits/limit-book.ts";
import type { PlanningPorts } from "../plan/plan.ts";
import type { Sizes } from "../plan/sizes.ts";
import { learnedDeadlines } from "../timing/learned-deadline.ts";
import type { CallQuery, PlannedRoute, Policy, RouterObserver } from "../types.ts";
import { Contender } from "./contender.ts";
import { watchForSlowness } from "./watch-for-slowness.ts";
import { modelKey } from "../model-key.ts";

/** What a call is made with. */
export interface CallPorts extends PlanningPorts, AttemptPorts {
  /** As the router's observer, but one that cannot throw. */
  readonly observer: RouterObserver;
}

/** What an attempt is opened for. */
export interface OpenQuery {
  readonly request: ModelRequest;
  readonly role: AttemptRole | undefined;
  readonly index: number;
  /** Whether the call could still go elsewhere: with nowhere to go, a slow route is given all the time there is. */
  readonly othersLeft: boolean;
}

/** All that is held for one attempt. */
interface Held {
  readonly route: Route;
  readonly lease: Lease;
  readonly limit: LimitHold;
  readonly budget: BudgetHold;
  readonly hedge: HedgeHold | undefined;
  readonly drilled: boolean;
}

/** Opens a call's attempts and enters what comes of each into the router's books, once. To be made when the call begins. */
export class Bookkeeper {
  readonly #ports: CallPorts;
  readonly #query: CallQuery;
  readonly #sizes: Sizes;
  readonly #policy: Policy;
  /** When the call began. */
  readonly #startedAt: number;
  readonly #doubt: ConnectionDoubt;
  readonly #running = new Set<string>();
  #costUsd = 0;

  constructor(ports: CallPorts, query: CallQuery, sizes: Sizes, policy: Policy) {
    this.#ports = ports;
    this.#query = query;
    this.#sizes = sizes;
    this.#policy = policy;
    this.#startedAt = ports.clock.now();
    this.#doubt = new ConnectionDoubt(ports.books.health, ports.directory);
  }

  isRunning(route: Route): boolean {
    return this.#running.has(route.id);
  }

  /** Admits an attempt and holds what it needs; undefined when its breaker lets nobody pass any more. */
  open(planned: PlannedRoute, query: OpenQuery, signal: AbortSignal): Contender | undefined {
    const { books, transport, prices, clock } = this.#ports;
    const { route } = planned;
    const lease = books.health.admit(route, planned.probe);
    if (!lease) return undefined;
    const drill = books.drills.transport(route);
    const costUsd = drill ? 0 : (planned.expected?.costUsd ?? prices.estimate(route, this.#tokens, clock.now()));
    const held: Held = {
      route,
      lease,
      limit: books.limits.reserve(route, this.#sizes.prompt + this.#sizes.answer),
      budget: books.budgets.reserve(this.#query, costUsd, this.#startedAt),
      hedge: query.role === "hedge" ? books.hedges.take(costUsd) : undefined,
      drilled: drill !== undefined,
    };
    if (!drill) books.trials.tried(this.#query.task, modelKey(route));
    this.#running.add(route.id);
    return new Contender(
      { ...this.#ports, transport: drill ?? transport },
      {
        route,
        request: query.request,
        deadlines: isWhole(query.request) ? wholeDeadlines(this.#policy.deadlines) : this.#deadlines(route, query),
        role: drill ? "drill" : query.role,
        heardLimits: (reports) => this.#heardLimits(held, reports),
      },
      lease,
      query.index,
      {
        spoke: () => books.health.answered(route, lease),
        settled: (attempt) => this.#settle(held, attempt),
      },
      signal,
    );
  }

  /** To be called when the call is over. */
  callEnded(record: CallRecord): void {
    const { books, clock } = this.#ports;
    books.hedges.earned(this.#costUsd);
    const { conversation } = this.#query;
    if (conversation !== undefined && record.outcome === "succeeded" && record.routeId !== undefined) {
      books.sticky.settled(conversation, record.routeId, this.#sizes.prompt, clock.now());
    }
  }

  #heardLimits({ route, limit, drilled }: Held, reports: readonly LimitReport[]): void {
    limit.heard(reports);
    if (reports.length > 0 && !drilled) this.#ports.observer.limitsReported?.(route, reports);
  }

  #settle({ route, lease, limit, budget, hedge, drilled }: Held, attempt: Attempt): void {
    const { books, prices } = this.#ports;
    this.#running.delete(route.id);
    const record = attempt.record();
    const counts = attempt.begun && !drilled;
    const slow = counts && watchForSlowness(this.#ports, this.#query, route, record, this.#sizes.prompt);
    if (!slow && attempt.outcome === "succeeded") books.health.succeeded(route, lease);
    this.#doubt.judge(route, attempt, lease);
    lease.release();
    if (!counts) {
      limit.release();
      budget.settle(0);
      hedge?.settle(0);
      return;
    }
    const { failure, usage } = record;
    limit.settle(usage && usage.input + usage.output);
    if (failure?.class === "rate-limited") books.limits.refused(route, failure);
    const cost = prices.costOf(record);
    const usd = cost.kind === "known" ? cost.usd : undefined;
    budget.settle(usd);
    hedge?.settle(usd);
    this.#costUsd += usd ?? 0;
    books.latency.learn(record, this.#sizes.prompt);
  }

  #deadlines(route: Route, { othersLeft, request }: OpenQuery) {
    const deadlines = patientDeadlines(this.#policy.deadlines, request);
    // With nowhere to go, it does not matter that a server sends its headers only with the first token.
    if (!othersLeft) return { ...deadlines, connectMs: Math.max(deadlines.connectMs, deadlines.firstTokenMs) };
    return learnedDeadlines(deadlines, this.#ports.books.latency.expected(modelKey(route), this.#sizes.prompt));
  }

  get #tokens() {
    return { input: this.#sizes.prompt, cacheRead: 0, output: this.#sizes.answer };
  }
}
