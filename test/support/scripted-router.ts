import type { Clock } from "../../src/spec/clock.ts";
import { createRouter, type RouterPorts } from "../../src/router/router.ts";
import type { CallEvent, EndEvent, LiveCall } from "../../src/router/events.ts";
import type { CallQuery, Directory, Drill, Policy, Prices, Router, Transport } from "../../src/router/types.ts";
import type { BudgetStanding } from "../../src/spec/budget.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Failure, FailureClass } from "../../src/spec/failure.ts";
import type { HealthEvent } from "../../src/spec/health.ts";
import type { Credential, Provider } from "../../src/spec/provider.ts";
import type { ChatRequest, FillRequest, ModelRequest } from "../../src/spec/request.ts";
import type { StreamPart } from "../../src/spec/stream.ts";
import { failureRules } from "../../src/router/failure-rules.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

/** What a scripted route does next: sends a part, is silent for a while, for ever, or even when it is aborted. */
export type Step =
  | StreamPart
  | { readonly type: "pause"; readonly ms: number }
  | { readonly type: "hang" }
  | { readonly type: "deaf" }
  /** Silent until it is aborted; then it plays on. */
  | { readonly type: "last-words" }
  | { readonly type: "throw" };

/** One attempt's steps. A script that just ends leaves its stream without a terminator. */
export type Script = readonly Step[];

export const text = (words: string): Step => ({ type: "text", text: words });
export const finish: Step = { type: "finish", reason: "stop" };
export const pause = (ms: number): Step => ({ type: "pause", ms });
export const hang: Step = { type: "hang" };
export const answer = (words: string): Script => [{ type: "start" }, text(words), finish];
export const failing = (failureClass: FailureClass, more: Partial<Failure> = {}): Step => ({
  type: "failure",
  failure: failureOf(failureClass, more),
});

export function failureOf(failureClass: FailureClass, more: Partial<Failure> = {}): Failure {
  return { class: failureClass, scope: failureRules[failureClass].scope, message: `It was ${failureClass}.`, ...more };
}

export const chatRequest: ChatRequest = {
  kind: "chat",
  messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
};
export const fillRequest: FillRequest = {
  kind: "fill",
  prefix: "a",
  suffix: "b",
  language: "typescript",
  path: "a.ts",
  maxOutputTokens: 10,
};

/** Deadlines in round numbers. */
export const deadlines = { connectMs: 1000, firstTokenMs: 5000, idleMs: 3000, totalMs: 60_000 };

export interface ScriptedRouter {
  readonly router: Router;
  readonly clock: FakeClock;
  readonly records: CallRecord[];
  readonly health: HealthEvent[];
  readonly live: LiveCall[];
  readonly bugs: unknown[];
  readonly budgetMoves: BudgetStanding[];
  readonly drillMoves: (readonly Drill[])[];
  /** What each attempt was asked, in order. */
  readonly requests: ModelRequest[];
  /** Ids of the routes that were asked, in order. */
  readonly asked: string[];
  /** Streams that are open now. */
  open(): number;
  /** What a route does: one script for each attempt, the last one again and again. */
  script(routeId: string, ...scripts: readonly Script[]): void;
  /** Runs a call to its end while time passes, and returns its events. */
  call(options?: CallOptions): Promise<readonly CallEvent[]>;
  /** The raw call, to be read by the test. */
  start(options?: CallOptions): AsyncIterable<CallEvent>;
}

export interface CallOptions extends Partial<Omit<CallQuery, "client">> {
  readonly signal?: AbortSignal;
}

/** What of a router's ports a test may state; costs are 0 and nothing is limited unless it does. */
export type StatedPorts = Partial<Pick<RouterPorts, "prices" | "limits" | "budgets" | "spentSince" | "privacy">>;

/** Everything is free. */
const free: Prices = { estimate: () => 0, costOf: () => ({ kind: "known", usd: 0, source: "free" }) };

/** A router over scripted routes: unless told otherwise, providers `a`, `b`, `c`, each with one key and a model `m`. */
export function createScriptedRouter(
  policy: Partial<Policy> = {},
  random: () => number = () => 0.5,
  directory: Directory = threeProviders(),
  ports: StatedPorts = {},
): ScriptedRouter {
  const clock = createFakeClock();
  const { transport, ...played } = createScriptedTransport(clock);
  const seen: Pick<ScriptedRouter, "records" | "health" | "live" | "bugs" | "budgetMoves" | "drillMoves"> = {
    records: [],
    health: [],
    live: [],
    bugs: [],
    budgetMoves: [],
    drillMoves: [],
  };
  const router = createRouter({
    clock,
    random,
    newId: () => `call-${seen.records.length}-${played.asked.length}`,
    directory,
    prices: free,
    ...ports,
    policy: () => ({ enabled: true, chain: ["a/m", "b/m", "c/m"], deadlines, ...policy }),
    transport,
    observer: {
      callChanged: (call) => void seen.live.push(call),
      callEnded: (record) => void seen.records.push(record),
      healthChanged: (event) => void seen.health.push(event),
      budgetChanged: (standing) => void seen.budgetMoves.push(standing),
      drillsChanged: (drills) => void seen.drillMoves.push(drills),
    },
    reportBug: (error) => void seen.bugs.push(error),
  });
  const start = ({ task = "chat", signal, request = chatRequest, ...more }: CallOptions = {}) =>
    router.call({ ...more, task, request, client: "editor" }, signal ?? new AbortController().signal);
  return {
    ...seen,
    ...played,
    router,
    clock,
    start,
    async call(options) {
      const progress = { over: false };
      const events = collect(start(options)).finally(() => (progress.over = true));
      for (let step = 0; !progress.over && step < 2000; step += 1) await clock.advance(100);
      return events;
    },
  };
}

/** Scripts as a transport, and what it saw. A route without a script answers. */
export interface ScriptedTransport extends Pick<ScriptedRouter, "asked" | "requests" | "open" | "script"> {
  readonly transport: Transport;
}

export function createScriptedTransport(clock: Clock): ScriptedTransport {
  const scripts = new Map<string, Script[]>();
  const asked: string[] = [];
  const requests: ModelRequest[] = [];
  let open = 0;
  return {
    asked,
    requests,
    open: () => open,
    script: (routeId, ...list) => void scripts.set(routeId, [...list]),
    async *transport(route, request, signal) {
      asked.push(route.id);
      requests.push(request);
      const queue = scripts.get(route.id) ?? [answer(`from ${route.id}`)];
      const script = queue.length > 1 ? queue.shift() : queue[0];
      open += 1;
      try {
        for (const step of script ?? []) yield* play(step, clock, signal);
      } finally {
        open -= 1;
      }
    },
  };
}

async function* play(step: Step, clock: Clock, signal: AbortSignal): AsyncGenerator<StreamPart> {
  if (step.type === "throw") throw new Error("a bug with sk-secret in it");
  if (step.type === "deaf") return new Promise<never>(() => {});
  if (step.type === "pause" || step.type === "hang" || step.type === "last-words") {
    await new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const cancel = step.type === "pause" ? clock.schedule(step.ms, resolve) : () => {};
      signal.addEventListener("abort", () => {
        cancel();
        resolve();
      });
    });
    if (signal.aborted && step.type !== "last-words") yield { type: "failure", failure: failureOf("cancelled") };
    return;
  }
  yield step;
}

export async function collect(events: AsyncIterable<CallEvent>): Promise<readonly CallEvent[]> {
  const all: CallEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

export function textOf(events: readonly CallEvent[]): string {
  return events.map((event) => (event.type === "text" ? event.text : "")).join("");
}

export function endOf(events: readonly CallEvent[]): EndEvent {
  const last = events.at(-1);
  if (last?.type !== "end") throw new Error("The call did not end.");
  return last;
}

/** Providers `a`, `b`, `c`, each with one key and a model `m`; the last one's window is the largest. */
export function threeProviders(): Directory {
  const providers = ["a", "b", "c"].map((id): Provider => ({
    id,
    name: id.toUpperCase(),
    dialect: "openai-chat",
    baseUrl: `https://${id}.example`,
    needsKey: true,
    local: false,
    simulated: false,
    models: [{ id: "m", contextWindow: id === "c" ? 100_000 : 1000, suits: ["chat", "completion"] }],
  }));
  const credentials = providers.map(({ id }): Credential => ({
    id: `key-${id}`,
    providerId: id,
    label: "default",
    hasKey: true,
  }));
  return {
    credentials: () => credentials,
    provider: (id: string) => providers.find((provider) => provider.id === id),
    model: (providerId: string, modelId: string) =>
      providers.find(({ id }) => id === providerId)?.models.find(({ id }) => id === modelId),
  };
}
