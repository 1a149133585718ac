import type { Contestant, Ending } from "../contestant.ts";
import { chains } from "../models.ts";
import { askWithRetries, endingOf } from "./sdk-retries.ts";

/** Model after model, each behind its provider's own client: what most people write by hand. */
export const plainChain: Contestant = {
  name: "chain, SDK retries",
  open: (world) => async (call, signal, spoke) => {
    let ending: Ending = { kind: "failed", why: "no model" };
    for (const model of chains[call.task]) {
      const result = await askWithRetries(world, call, model, signal, spoke);
      ending = endingOf(result);
      // What was shown cannot be taken back, so nothing follows an answer that broke off.
      if (result.kind !== "refused" || signal.aborted) break;
    }
    return ending;
  },
};
