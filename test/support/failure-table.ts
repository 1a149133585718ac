import assert from "node:assert/strict";
import type { ErrorReport } from "../../src/providers/http/error-report.ts";
import type { FailureContext } from "../../src/providers/http/to-failure.ts";
import type { Failure } from "../../src/spec/failure.ts";

/** An error as a provider sends it, and what it must be taken for. */
export interface FailureCase {
  readonly of: string;
  /** Missing for an error within a stream. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly is: Partial<Failure> & Pick<Failure, "class" | "scope">;
}

/** When the errors of a table are read: 23 November 2026, noon UTC. */
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);

/** The key that the errors of a table were got with. */
export const KEY = "sk-proj-0123456789abcdefghijklmnopqrstuv";

/** One test a case. Only what a case names is compared, except for the wait: none named means none read. */
export function describeFailures(
  mapFailure: (report: ErrorReport, context: FailureContext) => Failure,
  cases: readonly FailureCase[],
): void {
  for (const each of cases) {
    it(`${each.of} is ${each.is.class}`, () => {
      const { status, body } = each;
      const headers = new Headers(each.headers);
      const report: ErrorReport = status === undefined ? { body } : { status, headers, body };
      const failure = mapFailure(report, { key: KEY, now: NOW });
      const named = { ...failure, ...each.is };
      assert.deepEqual(failure, named);
      assert.equal(failure.retryAfterMs, each.is.retryAfterMs);
      assert.ok(failure.message.length > 0 && failure.message.length <= 240);
    });
  }
}

/** The body of an error as OpenAI sends it. */
export function openaiError(
  message: string,
  type: string,
  code: string | number | null = null,
  param: string | null = null,
): unknown {
  return { error: { message, type, param, code } };
}
