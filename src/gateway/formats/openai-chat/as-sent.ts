import type { Verbatim, WireFormat } from "../../../spec/wire-format.ts";
import type { Json } from "../../json.ts";
import type { Asking } from "../format.ts";
import { optionalFlag, optionalRecord } from "../reading.ts";

/** A request as it was sent, for providers of its format, with the one header that such a provider reads. */
export function asSent(format: WireFormat, body: Json, streamed: boolean, { headers }: Asking): Verbatim {
  const betas = headers["openai-beta"];
  return { format, body, streamed, ...(betas !== undefined && { headers: { "openai-beta": betas } }) };
}

/** Whether the usage is asked for at the end of a stream. @throws BadRequest */
export function asksForUsage(body: Json): boolean {
  const options = optionalRecord(body, "stream_options") ?? {};
  return optionalFlag(options, "include_usage", "stream_options") ?? false;
}
