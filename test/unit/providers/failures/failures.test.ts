import assert from "node:assert/strict";
import type { Failure } from "../../../../src/spec/failure.ts";
import type { StreamPart } from "../../../../src/spec/stream.ts";
import { askServer } from "../../../support/failure-streams.ts";
import type { ServerAnswer } from "../../../support/failure-streams.ts";
import { describeFailures, KEY, NOW } from "../../../support/failure-table.ts";
import type { FailureCase } from "../../../support/failure-table.ts";
import { DIALECTS } from "./dialects.ts";
import type { DialectCases } from "./dialects.ts";

for (const dialect of DIALECTS) {
  describe(`in ${dialect.name},`, () => {
    describeFailures(dialect.mapFailure, dialect.reports);

    it("each of these is read alike through the SDK", async () => {
      for (const each of dialect.reports) {
        const parts = await askServer(dialect.provider, dialect.request, sent(dialect, each));
        // The client's clock is the real one, so waits until a date differ.
        assert.deepEqual(undated(failureIn(parts)), undated(mapped(dialect, each)), each.of);
      }
    });

    for (const each of dialect.streams) {
      it(`${each.of} is ${each.is.class}`, async () => {
        const failure = failureIn(await askServer(dialect.provider, dialect.request, each.answer));
        assert.deepEqual(failure, { ...failure, ...each.is });
      });
    }
  });
}

/** A case as its server sends it. */
function sent(dialect: DialectCases, { status, headers = {}, body }: FailureCase): ServerAnswer {
  if (status === undefined) return { body: dialect.inBand(body) };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, body: text };
}

function mapped(dialect: DialectCases, { status, headers, body }: FailureCase): Failure {
  const report = status === undefined ? { body } : { status, headers: new Headers(headers), body };
  return dialect.mapFailure(report, { key: KEY, now: NOW });
}

/** The one failure, which is the last part. */
function failureIn(parts: readonly StreamPart[]): Failure {
  const failures = parts.filter((part) => part.type === "failure");
  assert.equal(failures.length, 1);
  const last = parts.at(-1);
  assert.ok(last?.type === "failure");
  return last.failure;
}

function undated(failure: Failure): object {
  return { ...failure, retryAfterMs: failure.retryAfterMs !== undefined };
}
