import type { Directory, Router } from "../router/types.ts";
import type { ModelName } from "../spec/gateway.ts";
import type { CallRecord } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { Result } from "../spec/failure.ts";
import type { Route } from "../spec/provider.ts";
import type { ChatRequest } from "../spec/request.ts";
import type { Cost } from "../spec/usage.ts";
import type { Verbatim } from "../spec/wire-format.ts";

/** What the gateway is built from. */
export interface GatewayPorts {
  readonly router: Router;
  readonly directory: Directory;
  readonly clock: Clock;
  /** 24 letters and digits, unique and not to be guessed. */
  readonly newId: () => string;
  /** Asked at each request, so that a change holds at once. */
  readonly rules: () => GatewayRules;
  /** The secret that every caller must show; asked at each request, so that a rotated one holds at once. */
  readonly token: () => string;
  /** What a call cost, for its headers; undefined where that cannot be said at once. */
  readonly costOf: (record: CallRecord) => Cost | undefined;
  /**
   * Has a provider count the tokens of a request in its own wire format; undefined where it has no such call. Costs
   * nothing and is no call of the ledger.
   */
  readonly countTokens: (route: Route, verbatim: Verbatim, signal: AbortSignal) => Promise<Result<number> | undefined>;
  /** What a route has no words for and leaves out of a request, by our names, such as `seed`. */
  readonly leftOut: (request: ChatRequest, route: Route) => readonly string[];
  /** Told of what must not happen. */
  readonly reportBug: (error: unknown) => void;
}

/** What the user sets of the gateway. */
export interface GatewayRules {
  /** Names that tools insist on, and what they mean here. A `*` stands for anything; the first that fits holds. */
  readonly models: readonly ModelName[];
  /** Web pages that may call it, as `https://host:port`. */
  readonly origins: readonly string[];
}

/** A running gateway. */
export interface Gateway {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly stats: () => GatewayStats;
  /** Takes no new requests, gives those under way `graceMs` to end (3000 unless said), and then cuts them off. */
  close(graceMs?: number): Promise<void>;
}

/** What went through since it started. */
export interface GatewayStats {
  readonly startedAt: number;
  readonly requests: number;
  readonly underWay: number;
  /** By the client's name, the busiest first. */
  readonly clients: readonly { readonly client: string; readonly requests: number; readonly lastAt: number }[];
}
