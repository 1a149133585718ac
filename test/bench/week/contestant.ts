import type { Clock } from "../../../src/spec/clock.ts";
import type { Luck } from "./luck.ts";
import type { Upstreams } from "./upstreams.ts";
import type { SimCall } from "./workload.ts";

/** What a contestant has to work with. */
export interface World {
  readonly clock: Clock;
  readonly upstreams: Upstreams;
  readonly people: number;
  /** For its own dice, such as jitter. */
  readonly luck: Luck;
}

/**
 * How a call ended, as the person sees it.
 * - `whole`: with the whole answer; `parts` is the number of requests that it came from
 * - `silently-cut`: with a part of the answer, shown as if it were whole
 * - `failed`: with an error, before or after it began
 */
export type Ending =
  | { readonly kind: "whole"; readonly parts: number }
  | { readonly kind: "silently-cut" }
  | { readonly kind: "failed"; readonly why: string };

/** Makes a call; tells when the first token is shown. When `signal` aborts, nobody waits any more. */
export type Caller = (call: SimCall, signal: AbortSignal, spoke: () => void) => Promise<Ending>;

/** A way of getting answers from several models. */
export interface Contestant {
  readonly name: string;
  /** Begins a week with nothing learned. */
  open(world: World): Caller;
}
