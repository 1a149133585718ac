import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import type { Contestant, Ending, World } from "../contestant.ts";
import { chains, type ModelId, models } from "../models.ts";
import { tryOnce } from "../one-try.ts";

/**
 * A load shift like OpenRouter's, as openrouter.ai/docs documents it ("Provider selection", "Model fallbacks", 2026):
 * providers without a significant outage in the last 30 s come first; among them the first is drawn by lot, weighted with
 * the inverse square of its price; the others are fallbacks in case of an error or a rate limit, those with an outage
 * last. The chain's models stand for the providers of one model.
 *
 * It sees the traffic of all its customers, so it knows of an outage or an overload without asking in vain itself: here
 * from the schedule of faults. Once an answer streams, an error ends it, and is shown as such. Its own clocks are not
 * documented, so it is given the task's deadlines.
 */
const windowMs = 30_000;

export const openrouter: Contestant = {
  name: "OpenRouter-like shift",
  open: (world) => async (call, signal, spoke) => {
    let ending: Ending = { kind: "failed", why: "no provider" };
    for (const model of orderOf(world, chains[call.task])) {
      const result = await tryOnce(world, { call, model, deadlines: defaultDeadlines[call.task], signal, spoke });
      if (result.kind === "whole") return { kind: "whole", parts: 1 };
      ending = { kind: "failed", why: result.failure.class };
      if (result.kind === "broke" || signal.aborted) break;
    }
    return ending;
  },
};

function orderOf(world: World, chain: readonly ModelId[]): readonly ModelId[] {
  const cheapestFirst = chain.toSorted((one, other) => models[one].inputUsd - models[other].inputUsd);
  const stable = cheapestFirst.filter((id) => !hadOutage(world, id));
  const first = drawn(stable, world.luck());
  return [...new Set([...(first ? [first] : []), ...stable, ...cheapestFirst])];
}

function hadOutage({ clock, upstreams }: World, id: ModelId): boolean {
  const now = clock.now();
  return [now - windowMs, now - windowMs / 2].some((at) =>
    upstreams.faultsAt(id, at).some(({ kind }) => kind === "outage" || kind === "overload"),
  );
}

function drawn(ids: readonly ModelId[], lot: number): ModelId | undefined {
  const weights = ids.map((id) => 1 / models[id].inputUsd ** 2);
  let left = lot * weights.reduce((sum, weight) => sum + weight, 0);
  return ids.find((_, at) => (left -= weights[at] ?? 0) < 0) ?? ids.at(-1);
}
