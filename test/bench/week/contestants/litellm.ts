import type { Failure } from "../../../../src/spec/failure.ts";
import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import type { Contestant, Ending, World } from "../contestant.ts";
import { chains, type ModelId } from "../models.ts";
import { tryOnce } from "../one-try.ts";
import { pause } from "../pause.ts";
import { minuteMs } from "../week-time.ts";

/**
 * LiteLLM's router as docs.litellm.ai documents it ("Router: load balancing", "Retries, fallbacks and cooldowns", 2026),
 * set up as well as it can be: the chain's models are one group in a fixed order.
 * - a retry goes to the group's next deployment and skips those that failed in this request; at once while another one
 *   is healthy, else after a pause that doubles (2 retries unless set)
 * - 429, 401, 404 and 408 cool a deployment down at once; so do failures of more than half of the current minute's
 *   requests, or more than `allowed_fails` (3) of them; for `cooldown_time` (5 s)
 * - a stream that fails in the middle goes on at a fallback with what was written so far (stream recovery); one that
 *   ends without its terminator is taken as whole
 */
const retries = 2;
const allowedFails = 3;
const cooldownMs = 5000;
const cooledAtOnce: ReadonlySet<number> = new Set([401, 404, 408, 429]);
const pauseMs = { first: 500, longest: 8000 } as const;

export const litellm: Contestant = {
  name: "LiteLLM rules",
  open: (world) => {
    const cooldowns = new Cooldowns(world);
    return async (call, signal, spoke) => {
      const failed = new Set<ModelId>();
      const chain = chains[call.task];
      let shown = "";
      let parts = 1;
      let ending: Ending = { kind: "failed", why: "no deployment" };
      for (let retry = 0; retry <= retries && !signal.aborted; retry += 1) {
        const model = chain.find((id) => !failed.has(id) && cooldowns.isHealthy(id));
        if (!model) {
          failed.clear();
          await pause(world.clock, Math.min(pauseMs.longest, pauseMs.first * 2 ** retry), signal);
          continue;
        }
        const deadlines = defaultDeadlines[call.task];
        const result = await tryOnce(world, { call, model, deadlines, signal, spoke, shown });
        if (result.kind === "whole") {
          cooldowns.succeeded(model);
          return { kind: "whole", parts };
        }
        if (signal.aborted) break;
        cooldowns.failed(model, result.failure);
        failed.add(model);
        ending = { kind: "failed", why: result.failure.class };
        if (result.kind === "refused") continue;
        if (result.failure.class === "truncated") return { kind: "silently-cut" };
        // Completions are no conversation that could be gone on with.
        if (call.task === "completion" || parts > 1) break;
        shown = result.text;
        parts += 1;
      }
      return ending;
    };
  },
};

interface Minute {
  minute: number;
  succeeded: number;
  failed: number;
}

/** Which deployments rest. Kept for all people in one place, as in a proxy that they share. */
class Cooldowns {
  readonly #world: World;
  readonly #until = new Map<ModelId, number>();
  readonly #minutes = new Map<ModelId, Minute>();

  constructor(world: World) {
    this.#world = world;
  }

  isHealthy(model: ModelId): boolean {
    return (this.#until.get(model) ?? 0) <= this.#world.clock.now();
  }

  succeeded(model: ModelId): void {
    this.#count(model).succeeded += 1;
  }

  failed(model: ModelId, { status = 500 }: Failure): void {
    const count = this.#count(model);
    count.failed += 1;
    const mostly = count.failed / (count.failed + count.succeeded) > 0.5;
    if (mostly || count.failed > allowedFails || cooledAtOnce.has(status)) {
      this.#until.set(model, this.#world.clock.now() + cooldownMs);
    }
  }

  #count(model: ModelId): Minute {
    const minute = Math.floor(this.#world.clock.now() / minuteMs);
    const known = this.#minutes.get(model);
    if (known?.minute === minute) return known;
    const fresh = { minute, succeeded: 0, failed: 0 };
    this.#minutes.set(model, fresh);
    return fresh;
  }
}
