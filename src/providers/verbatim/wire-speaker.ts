import type { Failure } from "../../spec/failure.ts";
import type { Provider } from "../../spec/provider.ts";
import type { Verbatim } from "../../spec/wire-format.ts";
import type { StreamParser } from "../answer.ts";
import type { EventReader } from "../http/clean-events.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureContext } from "../http/to-failure.ts";
import type { Json } from "../json.ts";

/** A wire format, for requests and answers that go through as they are. */
export interface WireSpeaker {
  /** Behind the base URL, with a slash at its start. */
  path(model: string, streamed: boolean): string;
  /** The body for this provider and model: the caller's, with the model, and without what these are known to refuse. */
  body(verbatim: Verbatim, model: string, provider: Provider): Readonly<Json>;
  /** The header with the key; none without one. */
  headers(key: string | undefined): Readonly<Record<string, string>>;
  /** Headers of the format, where the caller sent none of that name. */
  readonly usualHeaders?: Readonly<Record<string, string>>;
  /** The caller's headers without what the server at this address is known to refuse; as they are where this is missing. */
  accepted?(baseUrl: string, headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** A request that was refused, to be sent once more without what was refused of it; undefined where that is of no use. */
  milder?(sent: Verbatim, refusal: ErrorReport, baseUrl: string): Verbatim | undefined;
  /** Reads the events of an answer. */
  readonly events: EventReader;
  /** Reads what an event's data holds, and the pieces of a whole answer. A fresh one for each answer. */
  parser(provider: Provider): StreamParser<Json>;
  /** A whole answer as the chunks of a stream that says the same. */
  chunksOf(answer: Json): readonly Json[];
  /** Whether a chunk holds something of the answer that no part tells of, such as a picture. */
  saysMore?(chunk: Json): boolean;
  /** Whether an event is for us alone, since the caller did not ask for it. */
  isOurs?(chunk: Json, verbatim: Verbatim): boolean;
  failureOf(report: ErrorReport, context: FailureContext): Failure;
}
