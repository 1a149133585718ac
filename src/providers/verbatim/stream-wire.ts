import type { FailurePart, FinishPart, MiddlePart, StreamPart } from "../../spec/stream.ts";
import type { StreamParser } from "../answer.ts";
import type { Connection } from "../dialect.ts";
import { createMeter } from "../estimate.ts";
import { explain } from "../explain.ts";
import { postDirect, type DirectAnswer } from "../http/direct.ts";
import { withHeaderCost } from "../http/header-cost.ts";
import { createSseDecoder, type SseEvent } from "../http/sse.ts";
import { startPart } from "../http/start-part.ts";
import { CANCELLED, failed, unreadable } from "../http/to-failure.ts";
import type { WireFacts } from "../http/wire.ts";
import { asRecord, parseJson, type Json } from "../json.ts";
import { soundParts } from "../sound-parts.ts";
import type { WireLane } from "./lane.ts";

/** What was seen of an answer, as it is gathered. */
type Seen = { -readonly [Fact in keyof WireFacts]: WireFacts[Fact] } & {
  /** The model said something, whether or not a part tells of it. */
  said: boolean;
};

/** Most characters of an error's body that are read. */
const ERROR_TEXT = 64 * 1024;

/**
 * Sends a request and streams its answer, without an SDK and without `fetch`. Where the caller speaks the format itself,
 * there is a `frame` for each event as the provider wrote it, and after it the parts that were read from it. Keeps to the
 * contract of `ProviderClient.stream`.
 */
export async function* streamWire(
  connection: Connection,
  lane: WireLane,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  const seen: Seen = { terminated: false, said: false };
  const meter = createMeter(lane.request);
  const parser = lane.speaker.parser(connection.provider);
  let answer: DirectAnswer | undefined;
  let last: FinishPart | FailurePart | undefined;
  try {
    signal.throwIfAborted();
    answer = await open(connection, lane, signal, seen);
    yield startPart(answer.headers);
    const batches = isStreamed(lane) ? events(answer, lane, parser, seen) : whole(answer, lane, parser, seen);
    for await (const parts of batches) {
      if (signal.aborted) break;
      for (const part of parts) meter.see(part);
      yield { type: "batch", parts };
    }
    last = signal.aborted ? failed(CANCELLED) : endOf(lane, parser, seen);
    // Gemini's streams have no terminator, and a whole answer needs none: their connections ended by themselves.
    if (seen.terminated) answer.finish();
  } catch (error) {
    const failureOf = (report: NonNullable<Seen["report"]>) =>
      lane.speaker.failureOf(report, { key: connection.key, now: Date.now() });
    last = failed(signal.aborted ? CANCELLED : explain(error, seen, failureOf, meter.answered));
  } finally {
    if (!seen.terminated) answer?.destroy();
  }
  const billed = meter.answered || last.type === "finish" || (answer !== undefined && signal.aborted);
  const usage = billed ? meter.missing() : undefined;
  if (usage) yield { type: "usage", usage };
  yield last;
}

/**
 * A model that stopped by itself without a word sent no answer. One that came to its limit before its first word did what
 * the caller asked for.
 */
function endOf({ request }: WireLane, parser: StreamParser<Json>, seen: Seen): FinishPart | FailurePart {
  const last = parser.end(seen.terminated);
  const isEmpty = last.type === "finish" && last.reason === "stop" && !seen.said && request.kind === "chat";
  return isEmpty ? failed(unreadable("The model sent an empty answer.")) : last;
}

/** @throws what `explain` explains, with the provider's report in `seen` where it sent one */
async function open(connection: Connection, lane: WireLane, signal: AbortSignal, seen: Seen): Promise<DirectAnswer> {
  const { provider, key } = connection;
  const { verbatim, model, speaker, baseUrl } = lane;
  const streamed = isStreamed(lane);
  const own = verbatim?.headers ?? {};
  const headers = speaker.accepted?.(baseUrl, own) ?? own;
  let answer: DirectAnswer;
  try {
    answer = await postDirect(
      {
        url: baseUrl + speaker.path(model, streamed),
        headers: {
          accept: streamed ? "text/event-stream" : "application/json",
          "content-type": "application/json",
          "user-agent": "Switchyard",
          ...provider.headers,
          ...speaker.usualHeaders,
          ...headers,
          ...speaker.headers(key),
        },
        body: JSON.stringify(lane.verbatim ? speaker.body(lane.verbatim, model, provider) : lane.body),
      },
      signal,
    );
  } catch (error) {
    seen.broke = error;
    throw error;
  }
  seen.headers = answer.headers;
  if (isRefusal(answer, streamed)) {
    const text = await startOfText(answer);
    const report = { status: answer.status, headers: answer.headers, body: parseJson(text) };
    answer.destroy();
    const milder = verbatim && speaker.milder?.({ ...verbatim, headers }, report, baseUrl);
    if (milder) return open(connection, { ...lane, verbatim: milder }, signal, seen);
    seen.report = report;
    throw new Error("refused");
  }
  return answer;
}

function isStreamed({ verbatim }: WireLane): boolean {
  return verbatim?.streamed ?? true;
}

/** A bad status; a web page, as networks answer that want a sign-in; JSON in a stream's place. */
function isRefusal({ status, headers }: DirectAnswer, streamed: boolean): boolean {
  const type = headers.get("content-type") ?? "";
  return (
    status < 200 || status > 299 || /^text\/html\b/i.test(type) || (streamed && /^application\/json\b/i.test(type))
  );
}

async function startOfText({ text }: DirectAnswer): Promise<string> {
  let start = "";
  try {
    for await (const piece of text) {
      start += piece;
      if (start.length >= ERROR_TEXT) break;
    }
  } catch {
    // What came of the body is enough to tell the error.
  }
  return start;
}

/** What each piece of the body holds. */
async function* events(
  answer: DirectAnswer,
  lane: WireLane,
  parser: StreamParser<Json>,
  seen: Seen,
): AsyncGenerator<readonly MiddlePart[]> {
  const decoder = createSseDecoder();
  for await (const piece of pieces(answer, seen)) {
    const parts: MiddlePart[] = [];
    try {
      for (const came of piece === undefined ? lastEvent(decoder.end()) : decoder.push(piece)) {
        if (seen.terminated) break;
        parts.push(...readEvent(came, lane, parser, seen));
      }
    } catch (error) {
      // What came before it in the same piece was said.
      if (parts.length > 0) yield parts;
      throw error;
    }
    if (parts.length > 0) yield parts;
    if (seen.terminated) return;
  }
}

function readEvent(came: SseEvent, lane: WireLane, parser: StreamParser<Json>, seen: Seen): readonly MiddlePart[] {
  const { judge, nameOf } = lane.speaker.events;
  const event: SseEvent = { event: came.event ?? nameOf?.(came), data: came.data };
  const verdict = judge(event);
  if (verdict !== "pass") seen.terminated = true;
  return verdict === "end" ? [] : read(event, lane, parser, seen);
}

/** The pieces of a body, without a byte order mark, and `undefined` at its end. A connection that breaks is noted. */
async function* pieces({ text }: DirectAnswer, seen: Seen): AsyncGenerator<string | undefined> {
  let isFirst = true;
  try {
    for await (const piece of text) {
      yield isFirst ? piece.replace(/^\uFEFF/, "") : piece;
      isFirst = false;
    }
  } catch (error) {
    seen.broke = error;
    throw error;
  }
  yield undefined;
}

async function wholeText(answer: DirectAnswer, seen: Seen): Promise<string> {
  try {
    return (await answer.readAll()).replace(/^\uFEFF/, "");
  } catch (error) {
    seen.broke = error;
    throw error;
  }
}

/** The event at the end of the body that lacks its empty line, if it is whole. */
function lastEvent(event: SseEvent | undefined): readonly SseEvent[] {
  const isWhole = event && (event.data === "[DONE]" || typeof parseJson(event.data) === "object");
  return isWhole ? [event] : [];
}

function read(
  { event, data }: SseEvent,
  lane: WireLane,
  parser: StreamParser<Json>,
  seen: Seen,
): readonly MiddlePart[] {
  const chunk = asRecord(parseJson(data));
  if (!chunk) throw new TypeError("an event that is no JSON object");
  const parts = partsOf(chunk, lane, parser, seen);
  if (!lane.verbatim || lane.speaker.isOurs?.(chunk, lane.verbatim) === true) return parts;
  return [{ type: "frame", data: data.replaceAll("\n", " "), ...(event !== undefined && { event }) }, ...parts];
}

/** What a chunk says, in parts. */
function partsOf(chunk: Json, { speaker }: WireLane, parser: StreamParser<Json>, seen: Seen): readonly MiddlePart[] {
  const parts = soundParts(parser.push(chunk));
  seen.said ||= parts.some(isSaid) || speaker.saysMore?.(chunk) === true;
  return parts;
}

function isSaid(part: MiddlePart): boolean {
  return part.type === "tool-call" || ((part.type === "text" || part.type === "reasoning") && part.text !== "");
}

async function* whole(
  answer: DirectAnswer,
  lane: WireLane,
  parser: StreamParser<Json>,
  seen: Seen,
): AsyncGenerator<readonly MiddlePart[]> {
  const data = await wholeText(answer, seen);
  const body = asRecord(parseJson(data));
  if (!body) throw new TypeError("an answer that is no JSON object");
  seen.terminated = true;
  const parts = lane.speaker.chunksOf(body).flatMap((chunk) => partsOf(chunk, lane, parser, seen));
  yield [{ type: "frame", data }, ...parts.map((part) => withHeaderCost(part, answer.headers))];
}
