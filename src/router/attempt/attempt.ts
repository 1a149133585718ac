import type { AttemptRecord, AttemptRole, Outcome } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import { drillCode, type DeadlineKind, type Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type {
  BatchPart,
  FinishPart,
  FramePart,
  LimitReport,
  ReasoningDeltaPart,
  StreamPart,
  UsagePart,
} from "../../spec/stream.ts";
import type { Usage } from "../../spec/usage.ts";
import { AttemptClocks } from "./attempt-clocks.ts";
import { isMeaningful, type MeaningfulPart } from "./meaningful.ts";
import { isWhole } from "./whole.ts";
import { PartReader } from "./part-reader.ts";
import { cancelled, emptyAnswer, filteredAnswer, timedOut } from "./router-failures.ts";
import type { Deadlines, Transport } from "../types.ts";

/** What an attempt is made with. */
export interface AttemptPorts {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly reportBug: (error: unknown) => void;
}

/** What is to be tried. */
export interface AttemptQuery {
  readonly route: Route;
  readonly request: ModelRequest;
  readonly deadlines: Deadlines;
  readonly probe: boolean;
  readonly role?: AttemptRole;
  /** Told at once what the provider's headers say of its limits. */
  readonly heardLimits?: (reports: readonly LimitReport[]) => void;
}

/** What an attempt shows once it has begun to speak. */
export type AttemptPart = FramePart | MeaningfulPart | UsagePart | FinishPart;

/** Several of them that came together, in order. */
export interface AttemptBatch {
  readonly type: "batch";
  readonly parts: readonly AttemptPart[];
}

/** One try of a call at one route. Its state can be read at any time, also when its reader left in the middle. */
export class Attempt {
  readonly #ports: AttemptPorts;
  readonly #query: AttemptQuery;
  readonly #signal: AbortSignal;
  readonly #startedAt: number;
  #begun = false;
  #reached = false;
  #endedAt: number | undefined;
  #committed = false;
  #thinks = false;
  #firstTokenMs: number | undefined;
  /** What the provider sent before its first meaningful event. */
  #held: (FramePart | ReasoningDeltaPart)[] = [];
  #usage: UsagePart | undefined;
  #finish: FinishPart | undefined;
  #failure: Failure | undefined;

  constructor(ports: AttemptPorts, query: AttemptQuery, signal: AbortSignal) {
    this.#ports = ports;
    this.#query = query;
    this.#signal = signal;
    this.#startedAt = ports.clock.now();
  }

  /** Something of the answer was shown, so that the call is bound to this route. */
  get committed(): boolean {
    return this.#committed;
  }

  /** The provider said that the model thinks, and showed nothing of it. */
  get thinks(): boolean {
    return this.#thinks;
  }

  /** Its reader did not leave before it could send anything. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The provider answered with anything at all, so there was a connection to it. */
  get reached(): boolean {
    return this.#reached;
  }

  get usage(): Usage | undefined {
    return this.#usage?.usage;
  }

  /** Why it failed; undefined while it runs, and when it succeeded or was cancelled. */
  get failure(): Failure | undefined {
    if (this.outcome !== "failed" || !this.#failure) return undefined;
    // A clock that ran out in a drill says so too.
    return this.#query.role === "drill" ? { ...this.#failure, code: drillCode } : this.#failure;
  }

  get outcome(): Outcome {
    if (this.#finish) return "succeeded";
    return this.#failure && this.#failure.class !== "cancelled" ? "failed" : "cancelled";
  }

  /**
   * Streams what a person may see, with the usage and the finish of a whole answer; ends without a finish when it failed.
   * Nothing comes before the answer's first meaningful part, so until then the call can still go elsewhere.
   */
  async *run(): AsyncGenerator<AttemptPart | AttemptBatch, void> {
    this.#begun = true;
    const { clock, transport, reportBug } = this.#ports;
    const { route, request, deadlines } = this.#query;
    const abort = new AbortController();
    const reader = new PartReader(() => transport(route, request, abort.signal), reportBug);
    // Time may run out while the reader digests what it has; the next read must then not begin.
    let cut: Failure | undefined;
    const cutOff = (failure: Failure) => {
      cut ??= failure;
      reader.interrupt(cut);
    };
    const cancel = () => cutOff(cancelled);
    const clocks = new AttemptClocks(clock, deadlines, (kind) => cutOff(timedOut(kind, limitOf(deadlines, kind))));
    if (this.#signal.aborted) cancel();
    this.#signal.addEventListener("abort", cancel, { once: true });
    try {
      while (!this.#finish && !this.#failure) {
        const part: StreamPart = cut ? { type: "failure", failure: cut } : await reader.read();
        const shown =
          part.type === "batch" ? part.parts.flatMap((one) => this.#take(one, clocks)) : this.#take(part, clocks);
        const [first] = shown;
        if (!first) continue;
        clocks.handedOver();
        yield shown.length === 1 ? first : { type: "batch", parts: shown };
        clocks.wanted();
      }
    } finally {
      clocks.stop();
      this.#signal.removeEventListener("abort", cancel);
      this.#endedAt = clock.now();
      if (!this.#finish) {
        abort.abort();
        // What was used is to be paid for, also when nobody waited for the end.
        if (this.#endedEarly) await reader.lastWords(clock, (part) => this.#hear(part));
      }
      reader.close();
    }
  }

  /** As it goes into the ledger. To be read once `run` is over. */
  record(): AttemptRecord {
    const { route, probe, role } = this.#query;
    return {
      routeId: route.id,
      provider: route.provider,
      model: route.model,
      credential: route.credential,
      startedAt: this.#startedAt,
      durationMs: (this.#endedAt ?? this.#ports.clock.now()) - this.#startedAt,
      outcome: this.outcome,
      probe,
      ...(role && { role }),
      ...(this.#firstTokenMs !== undefined && { firstTokenMs: this.#firstTokenMs }),
      ...(this.failure && { failure: this.failure }),
      ...(this.#usage && { usage: this.#usage.usage }),
      ...(this.#finish && { finish: this.#finish.reason }),
    };
  }

  /** Cut short from this side: by the caller, or by one of the clocks. The transport did not get to say its last part. */
  get #endedEarly(): boolean {
    return this.#failure === undefined || this.#failure.class === "cancelled" || this.#failure.class === "timeout";
  }

  /** Takes the next part in; returns what of it is shown, in order. */
  #take(part: Exclude<StreamPart, BatchPart>, clocks: AttemptClocks): readonly AttemptPart[] {
    clocks.connected();
    if (part.type !== "failure") this.#reached = true;
    if (part.type === "thinking") {
      this.#thinks = true;
      clocks.thinks();
      return [];
    }
    // Reasoning without a word brings its proof, which goes along with the rest.
    if (part.type === "frame" || (part.type === "reasoning" && part.text === "")) {
      if (this.#committed) return [part];
      this.#held.push(part);
      return [];
    }
    if (isMeaningful(part)) {
      clocks.heard(part.type === "reasoning");
      if (!isWhole(this.#query.request)) this.#firstTokenMs ??= this.#ports.clock.now() - this.#startedAt;
      this.#committed = true;
      return this.#release(part);
    }
    this.#hear(part);
    if (part.type === "failure") this.#failure = part.failure;
    if (part.type !== "finish") return part.type === "usage" && this.committed ? [part] : [];
    this.#failure = this.#emptyAnswer(part);
    if (this.#failure) return [];
    this.#finish = part;
    return this.#usage && !this.committed ? this.#release(this.#usage, part) : this.#release(part);
  }

  /** The parts, after what was held back until the call may no longer go elsewhere. */
  #release(...parts: readonly AttemptPart[]): readonly AttemptPart[] {
    if (this.#held.length === 0) return parts;
    const held = this.#held;
    this.#held = [];
    return [...held, ...parts];
  }

  #hear(part: StreamPart): void {
    if (part.type === "batch") for (const one of part.parts) this.#hear(one);
    if (part.type === "usage") this.#usage = part;
    if (part.type === "start" && part.limits) this.#query.heardLimits?.(part.limits);
  }

  /**
   * An answer without a word is none, except where nothing is a good answer: a gap that needs no filling, and vectors,
   * which are no words. What goes through as it is may hold a picture alone; whoever read it has judged.
   */
  #emptyAnswer({ reason }: FinishPart): Failure | undefined {
    if (this.committed || this.#held.some(({ type }) => type === "frame") || this.#query.request.kind !== "chat")
      return undefined;
    return reason === "content-filtered" ? filteredAnswer : emptyAnswer;
  }
}

function limitOf(deadlines: Deadlines, kind: DeadlineKind): number {
  const limits: Readonly<Record<DeadlineKind, number>> = {
    connect: deadlines.connectMs,
    "first-token": deadlines.firstTokenMs,
    idle: deadlines.idleMs,
    total: deadlines.totalMs,
  };
  return limits[kind];
}
