import fc from "fast-check";
import { systemClock } from "../../src/platform/clock.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { startGatewayStand, type GatewayStand, type StandOptions } from "./gateway-stand.ts";
import { startUpstream, type Upstream } from "./gateway-upstream.ts";

/** How many cases each fuzz test tries; more of them with SWITCHYARD_FUZZ_ROUNDS, always the same with SWITCHYARD_FUZZ_SEED. */
export function fuzzSettings(usual: number): {
  readonly numRuns: number;
  readonly seed: number;
  readonly endOnFailure: true;
} {
  const { SWITCHYARD_FUZZ_ROUNDS: rounds, SWITCHYARD_FUZZ_SEED: seed } = process.env;
  return {
    numRuns: rounds === undefined ? usual : Number(rounds),
    // fast-check prints it where a case fails.
    seed: seed === undefined ? Date.now() % 1_000_000_000 : Number(seed),
    // Finding the smallest case would ask a live server some hundred times more.
    endOnFailure: true,
  };
}

/** Longer than any round may take; mocha's own limit would end long runs. */
export function fuzzLimitMs(): number {
  return 60_000 + Number(process.env["SWITCHYARD_FUZZ_ROUNDS"] ?? 0) * 500;
}

/** A gateway over one stand-in for all providers. */
export interface FuzzStand {
  readonly stand: GatewayStand;
  readonly upstream: Upstream;
  close(): Promise<void>;
}

/** How much faster time goes for the router. */
const haste = 200;

/** The pauses before a second try and the deadlines pass in no time. */
const hastyClock: Clock = {
  now: () => systemClock.now() * haste,
  schedule: (delayMs, callback) => systemClock.schedule(delayMs / haste, callback),
};

/** Starts it. What hangs upstream is given up after two seconds. */
export async function startFuzzStand(options: Omit<StandOptions, "providers"> = {}): Promise<FuzzStand> {
  const upstream = await startUpstream();
  const patience = 2000 * haste;
  const policy = {
    deadlines: { connectMs: patience, firstTokenMs: patience, idleMs: patience, totalMs: 2 * patience },
  };
  const router = { clock: hastyClock };
  const stand = await startGatewayStand({ policy, router, ...options, providers: upstream.providers });
  return {
    stand,
    upstream,
    async close() {
      await stand.close();
      await upstream.stop();
    },
  };
}

/** Waits until `holds`, or says what did not come to be. */
export async function eventually(what: string, holds: () => boolean, withinMs = 5000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > until) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Cuts a text at any bytes, also within characters. */
export function cutBytes(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

/** Places to cut at. */
export const cuts = fc.array(fc.nat(), { maxLength: 12 });
