import type { Failure } from "../../spec/failure.ts";
import { describeError, type ErrorReport } from "../http/error-report.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { mapFailure as mapChatFailure } from "../openai-chat/map-failure.ts";

/** Codes of a response that failed for what was asked: its prompt, or a picture in it. */
const REQUEST_FAULT =
  /^(?:invalid_(?:prompt|image|base64)|image_|empty_image|unsupported_image_media|failed_to_download_image)/;

/** Classifies an error of the Responses API. One that comes within a stream has only its code, and no status. */
export function mapFailure(report: ErrorReport, context: FailureContext): Failure {
  const { code } = describeError(report);
  const isFault = report.status === undefined && code !== undefined && REQUEST_FAULT.test(code);
  return mapChatFailure(isFault ? { ...report, status: 400 } : report, context);
}
