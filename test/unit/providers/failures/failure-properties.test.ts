import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { MOST_WAIT_MS } from "../../../../src/providers/http/delays.ts";
import { classOfStatus, USUAL_SCOPE } from "../../../../src/providers/http/failure-rules.ts";
import type { Failure } from "../../../../src/spec/failure.ts";
import { KEY, NOW } from "../../../support/failure-table.ts";
import { DIALECTS } from "./dialects.ts";
import type { DialectCases } from "./dialects.ts";

const STATUSES = fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined });

/** Names that the mappings look for, and those on which an object trips when it is made a text. */
const FIELDS = oneOfWords(
  `error errors message code type status details detail metadata raw reason violations quotaId retryDelay headers
  X-RateLimit-Reset loc msg error_type resets_at toString valueOf constructor`,
);

/** Words that the rules know, among others. */
const WORDS = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(
    "Provider returned error",
    "RESOURCE_EXHAUSTED",
    "try again in 5",
    "<html><title>403</title>",
    "1308",
  ),
  fc.constantFrom("limit: 0", '{"error":{"message":"x"}}', "cancelled", "no-route", "timeout", "model not found", "."),
);

/** Cannot be made a text; half a character; a mark that turns the line around; more characters of two halves than fit. */
const HOSTILE = fc.constantFrom(
  { toString: 1, valueOf: 1 },
  "\uD83D",
  "\u202Eabc",
  `x${"😀".repeat(200)}`,
  "<html>\0</html>",
);

const LEAVES = fc.oneof(WORDS, HOSTILE, fc.double(), fc.boolean(), fc.constant(null));

const { any: ANYTHING } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    LEAVES,
    fc.dictionary(FIELDS, tie("any"), { maxKeys: 6 }),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.jsonValue(),
  ),
}));

const ENTRIES = fc.array(fc.dictionary(FIELDS, LEAVES, { maxKeys: 6 }), { maxLength: 3 });

/** Bodies of every shape, and those of the shapes that are read the furthest. */
const BODIES = fc.oneof(
  ANYTHING,
  fc.record({ error: fc.record({ code: LEAVES, message: LEAVES, status: LEAVES, details: ENTRIES }) }),
  fc.record({ error: fc.record({ message: LEAVES, metadata: fc.dictionary(FIELDS, LEAVES, { maxKeys: 6 }) }) }),
  fc.record({ detail: fc.array(fc.record({ loc: fc.array(LEAVES), msg: LEAVES }), { maxLength: 3 }) }),
);

const DELAYS = fc.oneof(
  fc.constantFrom("-5", "0", "1e30", "99999999999999999999", "NaN", "soon", "", " ", "1.5", "6m0s", "3 days", "5, 5"),
  fc.constantFrom("Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "2026-11-24T12:00:00Z", "31536000"),
  fc.nat().map(String),
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
);

const HEADERS = fc.dictionary(
  oneOfWords(
    `retry-after retry-after-ms x-ratelimit-reset ratelimit-reset x-ratelimit-reset-tokens x-ratelimit-remaining-tokens
    anthropic-ratelimit-requests-reset anthropic-ratelimit-requests-limit`,
  ),
  DELAYS,
);

function oneOfWords(words: string): fc.Arbitrary<string> {
  return fc.constantFrom(...words.split(/\s+/));
}

function mapped(dialect: DialectCases, status: number | undefined, body: unknown, headers = {}): Failure {
  const report = status === undefined ? { body } : { status, headers: new Headers(headers), body };
  return dialect.mapFailure(report, { key: KEY, now: NOW });
}

/** Letters and digits alone: whatever stands between them, a reader puts them together. */
function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Whether a text has as much of the key, in one of its forms, as would matter. */
function givesAway(text: string, form: string): boolean {
  const [hidden, shown] = [squeezed(form), squeezed(text)];
  for (let at = 0; at + 8 <= hidden.length; at += 1) if (shown.includes(hidden.slice(at, at + 8))) return true;
  return false;
}

for (const dialect of DIALECTS) {
  describe(`any error at all in ${dialect.name}`, () => {
    it("becomes a failure of a class that an answer can have, in a sentence that can be shown", () => {
      fc.assert(
        fc.property(STATUSES, BODIES, HEADERS, (status, body, headers) => {
          const failure = mapped(dialect, status, body, headers);
          assert.ok(failure.class in USUAL_SCOPE);
          assert.ok(!["cancelled", "no-route", "timeout"].includes(failure.class));
          assert.ok(failure.message.length >= 1 && failure.message.length <= 240);
          assert.ok(failure.message.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(failure.message));
        }),
        { numRuns: 400 },
      );
    });

    it("asks for a wait that is a number and no longer than a month, if for any", () => {
      fc.assert(
        fc.property(STATUSES, BODIES, HEADERS, (status, body, headers) => {
          const { retryAfterMs = 0 } = mapped(dialect, status, body, headers);
          assert.ok(retryAfterMs >= 0 && retryAfterMs <= MOST_WAIT_MS);
        }),
        { numRuns: 400 },
      );
    });

    it("without a word goes by its status", () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 400, max: 599 }),
          fc.constantFrom("", null, {}, [], { error: null }),
          (status, body) => {
            // Google's 429 is looked at for its quota first, and is a rate limit without one.
            assert.equal(mapped(dialect, status, body).class, classOfStatus(status));
          },
        ),
      );
    });
  });
}

describe("a key that an error repeats", () => {
  const keys = fc.oneof(
    fc.constant(KEY),
    fc.stringMatching(/^[A-Za-z0-9_-]{16,80}$/),
    fc.stringMatching(/^[a-f0-9]{32}\.[A-Za-z0-9]{16}$/),
    fc.stringMatching(/^sk-[A-Za-z0-9+/=@:]{20,40}$/),
  );
  const forms: Readonly<Record<string, (key: string) => string>> = {
    "as it is": (key) => key,
    "with more around it": (key) => `x${key}y`,
    URL: (key) => encodeURIComponent(key),
    base64: (key) => Buffer.from(key).toString("base64"),
    "base64 of a header": (key) => Buffer.from(`Authorization: Bearer ${key}`).toString("base64"),
    "base64 of a user and password": (key) => Buffer.from(`u:${key}\r\n`).toString("base64url"),
  };

  const which = fc.nat({ max: DIALECTS.length - 1 });

  function shown(failure: Failure | undefined): string {
    assert.ok(failure);
    return `${failure.message} | ${failure.code ?? ""}`;
  }

  /** What anybody may read out of a text who tries base64 on every run of letters, from every place. */
  function decoded(text: string): readonly string[] {
    const runs = text.match(/[\w+/-]{8,}/g) ?? [];
    return runs.flatMap((run) => [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), "base64").toString("latin1")));
  }

  for (const [name, form] of Object.entries(forms)) {
    it(`is in no message, ${name}`, () => {
      fc.assert(
        fc.property(keys, which, fc.lorem({ maxCount: 6 }), STATUSES, (key, at, words, status) => {
          const body = { error: { message: `${words} ${form(key)} ${words}`, code: form(key) } };
          const report = status === undefined ? { body } : { status, body };
          const text = shown(DIALECTS[at]?.mapFailure(report, { key, now: NOW }));
          assert.ok(!text.includes(form(key)));
          for (const each of [text, ...decoded(text)]) assert.ok(!givesAway(each, key), text);
        }),
      );
    });
  }

  it("is in no message when it is split over fields or over a list", () => {
    fc.assert(
      fc.property(keys, fc.nat({ max: 16 }), which, (key, at, dialect) => {
        const [head, tail] = [key.slice(0, at), key.slice(at)];
        const bodies: readonly unknown[] = [
          { error: { message: `Bad key ${head}`, code: tail, type: head } },
          { error: `Bad key ${head} ${tail}`, code: tail },
          { detail: [{ msg: head }, { msg: tail }] },
          { message: { detail: Array.from(key, (msg) => ({ msg })) } },
          `<html><body>Bad key <b>${head}</b><i>${tail}</i></body></html>`,
          `Bad key ${head}\u200B${tail}`,
        ];
        for (const body of bodies) {
          const failure = DIALECTS[dialect]?.mapFailure({ status: 400, body }, { key, now: NOW });
          assert.ok(failure && !givesAway(failure.message, key), failure?.message);
        }
      }),
    );
  });

  it("is taken out where a long message is cut", () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 60 }), (before, more) => {
        const body = { error: { message: `${"w ".repeat(before)}${KEY}${" v".repeat(more)}` } };
        for (const dialect of DIALECTS) assert.ok(!givesAway(mapped(dialect, 400, body).message, KEY));
      }),
    );
  });

  it("leaves the words of other messages as they are", () => {
    const message = "The model is overloaded, and no other message says so as plainly.";
    for (const dialect of DIALECTS) assert.equal(mapped(dialect, 503, { error: { message } }).message, message);
  });
});
