import assert from "node:assert/strict";
import type { ArmRow } from "../../../src/protocol/dashboard/experiments.ts";
import {
  acceptedShare,
  costPerSuccess,
  costWords,
  shareWords,
  successShare,
} from "../../../webview-ui/dashboard/pages/experiments/arm-words.ts";

const arm = (more: Partial<ArmRow> = {}): ArmRow => ({
  model: "m",
  attempts: 50,
  succeeded: 40,
  failed: 10,
  usd: 2,
  unpriced: 0,
  shown: 20,
  accepted: 7,
  ...more,
});

describe("an experiment's arm", () => {
  it("succeeds in a part of what was decided; what was cancelled does not count", () => {
    assert.equal(successShare(arm({ attempts: 60 })), 0.8);
    assert.equal(successShare(arm({ succeeded: 0, failed: 0 })), undefined);
    assert.equal(shareWords(successShare(arm()), 50), "80% of 50");
    assert.equal(shareWords(undefined, 0), "–");
  });

  it("costs so much for each success, unless a price is unknown", () => {
    assert.equal(costPerSuccess(arm()), 0.05);
    assert.equal(costPerSuccess(arm({ succeeded: 0 })), undefined);
    assert.equal(costPerSuccess(arm({ unpriced: 1 })), undefined);
  });

  it("does not call an unknown cost nothing", () => {
    assert.equal(costWords(arm()), "$2.00");
    assert.equal(costWords(arm({ unpriced: 3 })), "$2.00 and 3 unpriced");
    assert.equal(costWords(arm({ unpriced: 50, usd: 0 })), "unknown");
  });

  it("is accepted in a part of what was shown", () => {
    assert.equal(acceptedShare(arm()), 0.35);
    assert.equal(acceptedShare(arm({ shown: 0, accepted: 0 })), undefined);
  });
});
