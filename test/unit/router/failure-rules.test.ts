import assert from "node:assert/strict";
import { failureRules, scopeOf, statedHoldMs, untilReset } from "../../../src/router/failure-rules.ts";
import type { FailureClass, FailureScope } from "../../../src/spec/failure.ts";
import { failureOf } from "../../support/scripted-router.ts";

describe("the rules of failure", () => {
  const countsAgainst: Readonly<Record<FailureClass, FailureScope>> = {
    cancelled: "none",
    "caller-fault": "none",
    "context-too-long": "none",
    "content-filtered": "none",
    capability: "none",
    "credential-invalid": "credential",
    "quota-exhausted": "credential",
    "rate-limited": "credential-model",
    overloaded: "model",
    "server-error": "model",
    timeout: "model",
    network: "provider",
    truncated: "model",
    "model-gone": "model",
    "no-route": "none",
  };
  for (const [failureClass, rule] of Object.entries(failureRules)) {
    it(`count ${failureClass} against ${rule.scope}`, () => {
      assert.equal(rule.scope, countsAgainst[failureClass as FailureClass]);
    });
  }

  it("never count what says nothing about a route's health, whatever scope its dialect gave it", () => {
    assert.equal(scopeOf(failureOf("caller-fault", { scope: "provider" })), "none");
    assert.equal(scopeOf(failureOf("cancelled", { scope: "model" })), "none");
  });

  it("take a dialect's word for the scope of what counts", () => {
    assert.equal(scopeOf(failureOf("credential-invalid", { scope: "credential-model" })), "credential-model");
  });

  it("retry the same route for a rate limit and an overload alone", () => {
    const retried = Object.entries(failureRules).filter(([, rule]) => rule.retryAfterPauseMs !== undefined);
    assert.deepEqual(
      retried.map(([failureClass]) => failureClass),
      ["rate-limited", "overloaded"],
    );
  });

  it("hold for the time that the provider named, else for the class's own", () => {
    assert.equal(statedHoldMs(failureOf("quota-exhausted", { retryAfterMs: 7000 })), 7000);
    assert.equal(statedHoldMs(failureOf("quota-exhausted")), 3_600_000);
    assert.equal(statedHoldMs(failureOf("credential-invalid")), untilReset);
    assert.equal(statedHoldMs(failureOf("overloaded", { retryAfterMs: 7000 })), 7000);
    assert.equal(statedHoldMs(failureOf("overloaded")), undefined);
  });

  it("are not misled by a senseless time", () => {
    assert.equal(statedHoldMs(failureOf("overloaded", { retryAfterMs: -5 })), 0);
    assert.equal(statedHoldMs(failureOf("overloaded", { retryAfterMs: Number.NaN })), undefined);
  });
});
