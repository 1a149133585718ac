import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import type { Contestant } from "../contestant.ts";
import { chains } from "../models.ts";
import { tryOnce } from "../one-try.ts";
import { askWithRetries, endingOf } from "./sdk-retries.ts";

/** One model, asked once: what the upstream's faults cost a person who does nothing about them. */
export const single: Contestant = {
  name: "single model",
  open: (world) => async (call, signal, spoke) => {
    const [model] = chains[call.task];
    if (!model) throw new Error("Every task has a model.");
    return endingOf(await tryOnce(world, { call, model, deadlines: defaultDeadlines[call.task], signal, spoke }));
  },
};

/** One model behind its provider's own client. */
export const singleRetrying: Contestant = {
  name: "single, SDK retries",
  open: (world) => async (call, signal, spoke) => {
    const [model] = chains[call.task];
    if (!model) throw new Error("Every task has a model.");
    return endingOf(await askWithRetries(world, call, model, signal, spoke));
  },
};
