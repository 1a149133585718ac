import assert from "node:assert/strict";
import { assertError } from "../expected-errors.ts";
import type { Feature } from "../feature.ts";
import { asks, says } from "./conversation.ts";

/** What is asked beside answers. */
export const around: readonly Feature[] = [
  {
    name: "count of tokens, or an estimate of them",
    needs: ["count"],
    wish: asks("How long is this?"),
    reply: says(""),
    async run({ count, pair }) {
      const { tokens, raw } = await count(asks("How long is this?"), 4711);
      const isEstimated = raw.headers.get("x-switchyard-estimated") === "true";
      assert.equal(isEstimated, !pair.isSame);
      if (pair.isSame) assert.equal(tokens, 4711);
      else assert.ok(tokens > 2 && tokens < 50, `${tokens} tokens`);
    },
  },
  {
    name: "model that nobody has",
    wish: asks("Hello?"),
    reply: says(""),
    outcome: () => ({ is: "error", kind: "model-gone" }),
    async run({ askForUnknown, pair }) {
      assertError(pair.client.format, "model-gone", await askForUnknown(asks("Hello?")));
    },
  },
];
