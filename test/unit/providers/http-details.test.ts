import assert from "node:assert/strict";
import { readDuration, readRetryAfter, readTime } from "../../../src/providers/http/delays.ts";
import { readLimits } from "../../../src/providers/http/limits.ts";
import { networkFailure } from "../../../src/providers/http/network.ts";
import { safeMessage } from "../../../src/providers/http/redact.ts";

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

describe("a provider's delay", () => {
  const durations: readonly (readonly [string, number | undefined])[] = [
    ["6m0s", 360_000],
    ["1s", 1000],
    ["250ms", 250],
    ["2m59.56s", 179_560],
    ["45.8s", 45_800],
    ["1h2m3s", 3_723_000],
    ["1d", 86_400_000],
    ["60", 60_000],
    [String(NOW + 5000), 5000],
    [String(NOW / 1000 + 5), 5000],
    [String(NOW - 5000), 0],
    ["soon", undefined],
    ["", undefined],
  ];
  for (const [text, ms] of durations) {
    it(`"${text}" is ${ms === undefined ? "not understood" : `${ms} ms`}`, () =>
      assert.equal(readDuration(text, NOW), ms));
  }

  it("as a time is counted from now, and never negative", () => {
    assert.equal(readTime("2026-11-23T12:00:30Z", NOW), 30_000);
    assert.equal(readTime("2026-11-23T11:00:00Z", NOW), 0);
    assert.equal(readTime("tomorrow", NOW), undefined);
  });

  it("in milliseconds goes before the one in seconds or as a date", () => {
    const headers = (entries: Record<string, string>): number | undefined => readRetryAfter(new Headers(entries), NOW);
    assert.equal(headers({ "retry-after-ms": "120.5", "retry-after": "3" }), 120.5);
    assert.equal(headers({ "retry-after": "1.5" }), 1500);
    assert.equal(headers({ "retry-after": "Mon, 23 Nov 2026 12:01:00 GMT" }), 60_000);
    assert.equal(headers({ "retry-after": "later" }), undefined);
    assert.equal(headers({}), undefined);
  });
});

describe("limits in headers", () => {
  it("of Anthropic are read with the time of their reset", () => {
    const headers = new Headers({
      "anthropic-ratelimit-requests-limit": "50",
      "anthropic-ratelimit-requests-remaining": "49",
      "anthropic-ratelimit-requests-reset": "2026-11-23T12:00:10Z",
      "anthropic-ratelimit-tokens-limit": "80000",
      "anthropic-ratelimit-tokens-remaining": "79000",
      "anthropic-ratelimit-tokens-reset": "2026-11-23T12:01:00Z",
      "anthropic-ratelimit-input-tokens-limit": "400000",
    });
    assert.deepEqual(readLimits(headers, NOW), [
      { kind: "requests", limit: 50, remaining: 49, resetMs: 10_000 },
      { kind: "tokens", limit: 80_000, remaining: 79_000, resetMs: 60_000 },
    ]);
  });

  it("of LiteLLM are those of whichever has the least left: the key, its user, its team, the model, the vendor", () => {
    const headers = new Headers({
      "x-ratelimit-limit-requests": "10",
      "x-ratelimit-remaining-requests": "9",
      "x-ratelimit-reset-requests": "6s",
      "x-ratelimit-team-limit-requests": "50",
      "x-ratelimit-team-remaining-requests": "47",
      "x-ratelimit-api_key-limit-tokens": "20000",
      "x-ratelimit-api_key-remaining-tokens": "19947",
      "x-ratelimit-model_per_key-limit-tokens": "30000",
      "x-ratelimit-model_per_key-remaining-tokens": "0",
      "x-ratelimit-api_key-limit-max_parallel_requests": "1",
      "x-ratelimit-api_key-remaining-max_parallel_requests": "0",
    });
    assert.deepEqual(readLimits(headers, NOW), [
      { kind: "requests", limit: 10, remaining: 9, resetMs: 6000 },
      { kind: "tokens", limit: 30_000, remaining: 0 },
    ]);
  });

  it("are none where there are none, or where they say nothing", () => {
    assert.deepEqual(readLimits(new Headers(), NOW), []);
    assert.deepEqual(readLimits(new Headers({ "x-ratelimit-limit-requests": "many" }), NOW), []);
  });
});

describe("a message made safe", () => {
  const key = "plainkeywithoutanyshape";
  const cases: readonly (readonly [string, string, string])[] = [
    ["loses the key itself", `Key ${key} was used up today.`, "Key [key] was used up today."],
    [
      "loses what looks like a key",
      "Bad token sk-ant-api03-abc_DEF in the request.",
      "Bad token [key] in the request.",
    ],
    ["loses a starred key", "Your api key: ****cdef is invalid", "Your api key: [key] is invalid"],
    ["loses a hash", `Unknown hash ${"ab12".repeat(10)} given.`, "Unknown hash [key] given."],
    ["loses a bearer", "Header was Bearer abc.def.ghi here", "Header was [key] here"],
    [
      "keeps a long model name",
      "No such model Llama-4-Maverick-17B-128E-Instruct-FP8 here.",
      "No such model Llama-4-Maverick-17B-128E-Instruct-FP8 here.",
    ],
    ["is one sentence", "Something went wrong here. Try again. Or not.", "Something went wrong here."],
    ["goes on after a sentence that says nothing", "Error. The disk is full.", "Error. The disk is full."],
    [
      "has no markup",
      "<html><body><h1>503 Service Unavailable</h1>\n<p>x</p></body></html>",
      "503 Service Unavailable",
    ],
    ["is one line", "a\n  b\tc", "a b c"],
  ];
  for (const [what, message, safe] of cases) {
    it(what, () => assert.equal(safeMessage(message, key), safe));
  }

  it("is of bounded length", () => {
    const long = safeMessage("word ".repeat(1000), undefined);
    assert.ok(long.length <= 240 && long.endsWith("…"));
  });
});

describe("a network error", () => {
  it("is known by the code at the end of its causes", () => {
    const cause = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    const failure = networkFailure(new Error("outer", { cause: new TypeError("fetch failed", { cause }) }));
    assert.equal(failure?.class, "network");
    assert.equal(failure?.scope, "provider");
    assert.equal(failure?.code, "ENOTFOUND");
  });

  it("is known by the code of one of several tries", () => {
    const tries = ["::1", "127.0.0.1"].map((host) => Object.assign(new Error(host), { code: "ECONNREFUSED" }));
    const failure = networkFailure(new TypeError("fetch failed", { cause: new AggregateError(tries) }));
    assert.equal(failure?.code, "ECONNREFUSED");
  });

  it("of TLS is told as one", () => {
    const cause = Object.assign(new Error("self-signed"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    assert.match(networkFailure(new TypeError("fetch failed", { cause }))?.message ?? "", /certificate/);
  });

  it("without a code is still one when fetch says so", () => {
    assert.deepEqual(networkFailure(new TypeError("fetch failed"))?.class, "network");
  });

  it("is not any error", () => {
    assert.equal(networkFailure(new SyntaxError("Unexpected token")), undefined);
    assert.equal(networkFailure(Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" })), undefined);
    assert.equal(networkFailure("text"), undefined);
  });
});
