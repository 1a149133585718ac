import assert from "node:assert/strict";
import { readDelay, readSaidDelay } from "../../../../src/providers/http/delays.ts";
import { waitOf } from "../../../../src/providers/http/wait.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import { NOW } from "../../../support/failure-table.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Everywhere a wait may stand, each a little longer than the one that comes before it. */
const PLACES: readonly (readonly [string, string, number])[] = [
  ["retry-after-ms", "500", 500],
  ["retry-after", "1", 1000],
  // The limit with nothing left comes before one that has something.
  ["x-ratelimit-reset-requests", "2s", 2000],
  ["anthropic-ratelimit-tokens-reset", new Date(NOW + 3000).toISOString(), 3000],
  ["x-ratelimit-reset", String(NOW + 4000), 4000],
  ["ratelimit-reset", "5", 5000],
];

/** What a limit needs beside its reset. */
const BESIDE: Readonly<Record<string, readonly [string, string]>> = {
  "x-ratelimit-reset-requests": ["x-ratelimit-remaining-requests", "0"],
  "anthropic-ratelimit-tokens-reset": ["anthropic-ratelimit-tokens-remaining", "1"],
};

function wait(kind: FailureClass, headers: Record<string, string>, message = "", retryAfterMs?: number): unknown {
  return waitOf(kind, { headers: new Headers(headers), message, retryAfterMs }, NOW);
}

describe("the wait that an error asks for", () => {
  for (const [first, [name, , ms]] of PLACES.entries()) {
    it(`is read from ${name} before what stands after it`, () => {
      const headers = PLACES.slice(first).flatMap(([each, value]) => [[each, value], BESIDE[each] ?? []]);
      const given = Object.fromEntries(headers.filter((pair) => pair.length > 0));
      assert.equal(wait("rate-limited", given, "Try again in 9s.", 8000), ms);
    });
  }

  it("is read from the body's fields before its words, where no header says it", () => {
    assert.equal(wait("rate-limited", {}, "Try again in 9s.", 8000), 8000);
    assert.equal(wait("rate-limited", {}, "Try again in 9s."), 9000);
    assert.equal(wait("rate-limited", {}, "Later."), undefined);
  });

  it("is the reset that is known for certain, whatever the headers say", () => {
    const headers = new Headers({ "retry-after": "1" });
    assert.equal(waitOf("quota-exhausted", { headers, resetMs: DAY, message: "" }, NOW), DAY);
  });

  it("of a quota is not that of the rate limits beside it", () => {
    assert.equal(wait("quota-exhausted", { "x-ratelimit-reset": "7" }), undefined);
    assert.equal(wait("quota-exhausted", { "retry-after": "7" }), 7000);
  });

  it("is none for what no wait can mend", () => {
    for (const kind of [
      "caller-fault",
      "credential-invalid",
      "capability",
      "model-gone",
      "content-filtered",
    ] as const) {
      assert.equal(wait(kind, { "retry-after": "7" }, "Try again in 9s.", 8000), undefined);
    }
  });

  it("is bounded by a day, and by a month for a quota", () => {
    const headers = { "retry-after": String((20 * DAY) / 1000) };
    assert.equal(wait("rate-limited", headers), DAY);
    assert.equal(wait("overloaded", headers), DAY);
    assert.equal(wait("quota-exhausted", headers), 20 * DAY);
  });

  const absurd = [
    "-5",
    "31536000",
    "1e30",
    "9".repeat(400),
    "Infinity",
    "NaN",
    "soon",
    "",
    " ",
    "5, 5",
    "Fri, 31 Dec 9999 23:59:59 GMT",
  ];
  for (const value of absurd) {
    it(`is not believed to be "${value.slice(0, 40)}", and is looked for elsewhere`, () => {
      assert.equal(wait("rate-limited", { "retry-after": value }), undefined);
      assert.equal(
        wait("rate-limited", { "retry-after-ms": value === "31536000" ? "1e99" : value, "retry-after": "3" }),
        3000,
      );
      assert.equal(wait("rate-limited", { "retry-after": value, "x-ratelimit-reset": "4" }), 4000);
      assert.equal(wait("quota-exhausted", { "retry-after": value }), undefined);
    });
  }

  it("until a time that has passed is none at all", () => {
    assert.equal(wait("rate-limited", { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }), 0);
  });

  const written: readonly (readonly [string, number])[] = [
    ["20", 20_000],
    ["20s", 20_000],
    [String(NOW / 1000 + 30), 30_000],
    ["Mon, 23 Nov 2026 12:00:10 GMT", 10_000],
    ["Monday, 23-Nov-26 12:00:10 GMT", 10_000],
    ["2026-11-23T12:00:10Z", 10_000],
    ["2026-11-23T20:00:10+08:00", 10_000],
  ];
  for (const [text, ms] of written) {
    it(`is understood as "${text}"`, () => assert.equal(readDelay(text, NOW), ms));
  }
});

describe("a wait in words", () => {
  const sentences: readonly (readonly [string, number | undefined])[] = [
    ["Please try again in 7m12s. Need more tokens?", 7.2 * MINUTE],
    ["Please try again in 3.25s.", 3250],
    ["Please try again in 250ms.", 250],
    ["Please retry after 86400 seconds. Please contact Azure.", DAY],
    ["Please retry in 10.673410956s.", 10_673],
    ["Your quota will reset after 161h39m41s.", 161 * 60 * MINUTE + 39 * MINUTE + 41_000],
    ["Try again in about 2 minutes and 5 seconds", 2 * MINUTE + 5000],
    ["Wait for 1 hour", 60 * MINUTE],
    ["retry after 400 days", undefined],
    ["Try again in 5 models.", undefined],
    ["Try again in a moment.", undefined],
    ["It failed after 20 seconds.", undefined],
    ["Please try again later.", undefined],
    ["", undefined],
  ];
  for (const [sentence, ms] of sentences) {
    it(`is ${ms === undefined ? "not found" : `${ms} ms`} in "${sentence}"`, () =>
      assert.equal(readSaidDelay(sentence), ms));
  }
});
