import assert from "node:assert/strict";
import type { Feature } from "../feature.ts";
import type { Trouble } from "../words.ts";
import { asks, says } from "./conversation.ts";

const refused = (name: string, refuses: Trouble): Feature => ({
  name,
  wish: asks("Hello?"),
  reply: { refuses },
  outcome: () => ({ is: "error", kind: refuses }),
});

/** How calls end that do not end well. */
export const endings: readonly Feature[] = [
  {
    name: "answer stopped by the filter",
    wish: asks("How?"),
    reply: says("First you", { finish: "filtered" }),
    comes: ({ text, finish }) => assert.deepEqual([text, finish], ["First you", "filtered"]),
  },
  refused("prompt refused by the filter", "content-filtered"),
  refused("prompt too long", "context-too-long"),
  refused("rate limit, with its wait", "rate-limited"),
  refused("overloaded", "overloaded"),
  refused("wrong key at the provider", "credential-invalid"),
  refused("model that the provider does not have", "model-gone"),
  refused("request that the provider refuses", "caller-fault"),
  {
    name: "error within the answer",
    wish: asks("Hello?"),
    reply: says("Half an answer", { breaks: "error" }),
    outcome: () => ({ is: "error", kind: "broken" }),
  },
  {
    name: "answer cut off",
    wish: asks("Hello?"),
    reply: says("Half an answer", { breaks: "cut" }),
    outcome: () => ({ is: "error", kind: "broken" }),
  },
];
