import assert from "node:assert/strict";
import { priceCall, sumOf } from "../../../src/ledger/pricing/price-call.ts";
import type { Cost } from "../../../src/spec/usage.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";

const unknown: Cost = { kind: "unknown" };
const known = (usd: number, source: "reported" | "list" | "override" | "free"): Cost => ({
  kind: "known",
  usd,
  source,
});

describe("the cost of a call", () => {
  it("is the sum of its attempts, failed ones too", () => {
    const attempts = [attemptOf({ outcome: "failed" }), attemptOf()];
    const call = priceCall(callOf({ attempts }), () => known(0.5, "list"));
    assert.deepEqual(call.cost, known(1, "list"));
    assert.deepEqual(call.attempts[0]?.cost, known(0.5, "list"));
  });

  it("is unknown when a part of it is", () => {
    assert.deepEqual(sumOf([known(1, "list"), unknown]), unknown);
  });

  it("is as certain as its least certain part", () => {
    assert.deepEqual(sumOf([known(1, "reported"), known(2, "list"), known(0, "free")]), known(3, "list"));
    assert.deepEqual(sumOf([known(1, "reported"), known(0, "free")]), known(1, "reported"));
  });

  it("adds up what the prompt cache saved, and what writing to it cost", () => {
    const cached = (cacheSavedUsd: number): Cost => ({ kind: "known", usd: 1, source: "list", cacheSavedUsd });
    assert.deepEqual(sumOf([cached(0.5), known(1, "list"), cached(-0.75)]), {
      ...known(3, "list"),
      cacheSavedUsd: -0.25,
    });
    assert.deepEqual(sumOf([cached(0)]), { ...known(1, "list"), cacheSavedUsd: 0 });
    assert.ok(!("cacheSavedUsd" in sumOf([known(1, "list")])));
  });

  it("is nothing without attempts", () => {
    assert.deepEqual(sumOf([]), known(0, "free"));
  });
});
