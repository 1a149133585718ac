import type { Clock } from "../../../src/spec/clock.ts";
import type { FailurePart, StartPart, StreamPart } from "../../../src/spec/stream.ts";
import { failureRules } from "../../../src/router/failure-rules.ts";
import { answerTextOf, resumeAt } from "./answer-text.ts";
import { type Fate, fateOf, type SimError } from "./fate.ts";
import type { Fault } from "./faults.ts";
import { between, luckOf } from "./luck.ts";
import { costOf, type ModelId, models, type SimModel } from "./models.ts";
import { OrgLimit } from "./org-limit.ts";
import { pause } from "./pause.ts";
import type { SimCall } from "./workload.ts";

/** What the simulated providers were asked. */
export interface UpstreamsOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Requests a minute for the one key that all people share; missing where there is room for all. */
  readonly limits?: Readonly<Partial<Record<ModelId, number>>>;
}

/** How long a server takes to say no, in milliseconds. */
const refusal = { least: 30, most: 250 } as const;
/** The longest pause between two parts of an answer, in milliseconds. */
const longestPauseMs = 2500;

type Answer = Extract<Fate, { readonly kind: "answer" }>;

/** The simulated providers of one contestant. What a call's nth request to a model meets is the same for all contestants. */
export class Upstreams {
  readonly #clock: Clock;
  readonly #seed: number;
  readonly #faults: readonly Fault[];
  readonly #limits: ReadonlyMap<string, OrgLimit>;
  readonly #asked = new Map<string, number>();
  readonly #requests = new Map<string, number>();
  #costUsd = 0;

  constructor({ clock, seed, faults, limits = {} }: UpstreamsOptions) {
    this.#clock = clock;
    this.#seed = seed;
    this.#faults = faults;
    this.#limits = new Map(Object.entries(limits).map(([id, perMinute]) => [id, new OrgLimit(perMinute)]));
  }

  /** US dollars of all requests so far. */
  get costUsd(): number {
    return this.#costUsd;
  }

  /** Requests that were sent for a call; asked once, when it is over. */
  takeRequests(callId: string): number {
    const requests = this.#requests.get(callId) ?? 0;
    this.#requests.delete(callId);
    return requests;
  }

  /** Faults of a model at this moment. */
  faultsAt(modelId: ModelId, at: number): readonly Fault[] {
    return this.#faults.filter(({ from, until, models: hit }) => at >= from && at < until && hit.includes(modelId));
  }

  /** Sends a request. `shown` is the text that an earlier request brought, for one that goes on with it. */
  async *ask(call: SimCall, modelId: ModelId, signal: AbortSignal, shown = ""): AsyncGenerator<StreamPart, void> {
    const model = models[modelId];
    const key = `${call.id}|${modelId}`;
    const nth = this.#asked.get(key) ?? 0;
    this.#asked.set(key, nth + 1);
    this.#requests.set(call.id, (this.#requests.get(call.id) ?? 0) + 1);
    const luck = luckOf("fate", this.#seed, key, nth);
    const now = this.#clock.now();
    const size = { prompt: call.promptTokens, answer: call.answerTokens };
    const fate = fateOf(model, size, now, this.faultsAt(modelId, now), luck);
    const limit = this.#limits.get(modelId);
    const room = fate.kind === "refused" ? undefined : limit?.take(now);
    const answersAfterMs = between(luck, refusal.least, refusal.most);
    if (limit && !room && fate.kind !== "refused") {
      yield* this.#fail(
        { class: "rate-limited", status: 429, retryAfterMs: 60_000 - (now % 60_000) },
        answersAfterMs,
        signal,
      );
    } else if (fate.kind === "refused" || fate.kind === "status") {
      yield* this.#fail(fate.error, answersAfterMs, signal);
    } else {
      yield* this.#serve(call, model, fate, startOf(room), shown, signal);
    }
  }

  async *#fail(error: SimError, afterMs: number, signal: AbortSignal): AsyncGenerator<StreamPart, void> {
    await pause(this.#clock, afterMs, signal);
    yield failurePart(signal.aborted ? { class: "cancelled" } : error);
  }

  /** A request that was taken in: its prompt is to be paid, and what was written of the answer until somebody hangs up. */
  async *#serve(
    call: SimCall,
    model: SimModel,
    fate: Exclude<Fate, { readonly kind: "refused" | "status" }>,
    start: StartPart,
    shown: string,
    signal: AbortSignal,
  ): AsyncGenerator<StreamPart, void> {
    this.#costUsd += costOf(model, call.promptTokens, 0);
    const firstTokenMs = fate.kind === "hang" ? model.firstTokenMs : fate.firstTokenMs;
    if (fate.kind !== "hang" || model.headersAt < 0.5) {
      await pause(this.#clock, firstTokenMs * model.headersAt, signal);
      if (!signal.aborted) yield start;
    }
    if (fate.kind === "hang") await forever(signal);
    else await pause(this.#clock, firstTokenMs * (1 - model.headersAt), signal);
    if (signal.aborted || fate.kind === "hang") yield failurePart({ class: "cancelled" });
    else if (fate.kind === "event") yield failurePart(fate.error);
    else yield* this.#write(call, model, fate, shown, signal);
  }

  async *#write(
    call: SimCall,
    model: SimModel,
    fate: Answer,
    shown: string,
    signal: AbortSignal,
  ): AsyncGenerator<StreamPart, void> {
    const whole = answerTextOf(call);
    // What fills a gap goes on from the text before it; what answers a person repeats its last words.
    const begin = call.task === "completion" ? shown.length : resumeAt(whole, shown);
    const tokens = Math.round((call.answerTokens * (whole.length - begin)) / whole.length);
    const writingMs = (tokens / model.tokensPerSecond) * 1000 * fate.slowness * (fate.cut?.at ?? 1);
    const end = begin + Math.floor((whole.length - begin) * (fate.cut?.at ?? 1));
    const steps = Math.max(1, Math.ceil(writingMs / longestPauseMs));
    let written = begin;
    for (let step = 0; step <= steps && !signal.aborted; step += 1) {
      // The first token comes at once; with it begins the time of writing.
      const until = step === 0 ? Math.min(begin + 4, end) : begin + Math.floor(((end - begin) * step) / steps);
      if (step > 0) await pause(this.#clock, writingMs / steps, signal);
      if (signal.aborted || until <= written) continue;
      this.#costUsd += costOf(model, 0, (tokens * (until - written)) / (whole.length - begin));
      yield { type: "text", text: whole.slice(written, until) };
      written = until;
    }
    if (signal.aborted) yield failurePart({ class: "cancelled" });
    else if (fate.cut) yield failurePart(cutErrors[fate.cut.how]);
    else yield* ending(call.promptTokens, tokens);
  }
}

const cutErrors: Readonly<Record<"event" | "reset" | "bare-end", SimError>> = {
  event: { class: "overloaded", code: "overloaded_error" },
  reset: { class: "network", code: "ECONNRESET" },
  "bare-end": { class: "truncated" },
};

function* ending(input: number, output: number): Generator<StreamPart, void> {
  const usage = {
    input,
    output,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWriteLong: 0,
    reasoning: 0,
    source: "reported",
  } as const;
  yield { type: "usage", usage };
  yield { type: "finish", reason: "stop" };
}

function startOf(room: { readonly remaining: number; readonly resetMs: number } | undefined): StartPart {
  return room ? { type: "start", limits: [{ kind: "requests", ...room }] } : { type: "start" };
}

function failurePart(error: SimError): FailurePart {
  const { scope } = failureRules[error.class];
  return { type: "failure", failure: { ...error, scope, message: `It was ${error.class}.` } };
}

function forever(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
