import type { FaultKind } from "../spec/simulation.ts";

/** How a request went. `aborted` means that the client left before the end. */
type RequestOutcome = "running" | RequestEnding;

export type RequestEnding = "completed" | "failed" | "aborted";

/** A request that reached the simulator. It never holds a key or a text of the request. */
export interface SimulatedRequest {
  readonly provider: string;
  readonly method: string;
  /** Without the query, which may carry a key. */
  readonly path: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Whether a key came with it. */
  readonly hadKey: boolean;
  /** Whether an answer was asked for, rather than a listing or a token count. */
  readonly purpose: "answer" | "other";
  readonly model?: string;
  readonly streamed: boolean;
  readonly fault?: FaultKind;
  readonly status?: number;
  readonly outcome: RequestOutcome;
  readonly durationMs?: number;
  /** Tokens read, once the answer began. */
  readonly inputTokens: number;
  /** The part of `inputTokens` that came from the prompt cache. */
  readonly cachedTokens: number;
  /** Tokens sent so far. */
  readonly outputTokens: number;
  /** Bytes of body sent so far. */
  readonly bytes: number;
}

/** Sums over a provider's answers; listings and token counts are left out, as no ledger meters them. */
export interface RequestCounts {
  readonly requests: number;
  readonly completed: number;
  readonly failed: number;
  readonly aborted: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A request while it runs: the simulator writes into it as it goes. */
export type RequestEntry = { -readonly [Field in keyof SimulatedRequest]: SimulatedRequest[Field] };

export interface RequestLog {
  /** Newest last; the oldest are dropped beyond a thousand. */
  readonly requests: readonly SimulatedRequest[];
  begin(entry: Pick<RequestEntry, "provider" | "method" | "path" | "at" | "hadKey">): RequestEntry;
  end(entry: RequestEntry, outcome: RequestEnding, at: number): void;
  counts(providerId: string): RequestCounts;
}

const MOST_REQUESTS = 1000;
const NOTHING: RequestCounts = { requests: 0, completed: 0, failed: 0, aborted: 0, inputTokens: 0, outputTokens: 0 };

export function createRequestLog(): RequestLog {
  const requests: RequestEntry[] = [];
  const running = new Set<RequestEntry>();
  const ended = new Map<string, RequestCounts>();

  return {
    requests,
    begin(known) {
      const entry: RequestEntry = {
        ...known,
        purpose: "other",
        streamed: false,
        outcome: "running",
        inputTokens: 0,
        cachedTokens: 0,
        outputTokens: 0,
        bytes: 0,
      };
      requests.push(entry);
      if (requests.length > MOST_REQUESTS) requests.shift();
      running.add(entry);
      return entry;
    },
    end(entry, outcome, at) {
      entry.outcome = outcome;
      entry.durationMs = at - entry.at;
      running.delete(entry);
      ended.set(entry.provider, plus(ended.get(entry.provider) ?? NOTHING, entry));
    },
    counts(providerId) {
      const open = [...running].filter((entry) => entry.provider === providerId);
      return open.reduce(plus, ended.get(providerId) ?? NOTHING);
    },
  };
}

function plus(sums: RequestCounts, entry: SimulatedRequest): RequestCounts {
  if (entry.purpose === "other") return sums;
  return {
    requests: sums.requests + 1,
    completed: sums.completed + (entry.outcome === "completed" ? 1 : 0),
    failed: sums.failed + (entry.outcome === "failed" ? 1 : 0),
    aborted: sums.aborted + (entry.outcome === "aborted" ? 1 : 0),
    inputTokens: sums.inputTokens + entry.inputTokens,
    outputTokens: sums.outputTokens + entry.outputTokens,
  };
}
