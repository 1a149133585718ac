import type { Failure } from "../spec/failure.ts";
import { InBandError } from "./http/error-report.ts";
import type { ErrorReport } from "./http/error-report.ts";
import { networkFailure } from "./http/network.ts";
import { truncated, unreadable } from "./http/to-failure.ts";
import type { WireFacts } from "./http/wire.ts";

/**
 * Why a request ended with an exception, going by what the wire saw before what the SDK threw.
 *
 * @param answered whether output had come: a connection that breaks then has cut the answer off
 */
export function explain(
  error: unknown,
  seen: WireFacts,
  failureOf: (report: ErrorReport) => Failure,
  answered: boolean,
): Failure {
  if (seen.report) return failureOf(seen.report);
  const body = inBandBody(error);
  if (body !== undefined) return failureOf({ body });
  const failure = networkFailure(seen.broke ?? error);
  if (failure && answered) return truncated(failure.code);
  return failure ?? unreadable("The provider's answer could not be read.");
}

/**
 * An error event of a stream: thrown by a parser, or by the OpenAI and Anthropic SDKs as an `APIError` with an
 * `error`.
 */
function inBandBody(error: unknown): unknown {
  if (error instanceof InBandError) return error.body;
  return error instanceof Error && "error" in error ? error.error : undefined;
}
