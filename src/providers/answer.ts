import type { Failure } from "../spec/failure.ts";
import type { ModelRequest } from "../spec/request.ts";
import type { FailurePart, FinishPart, MiddlePart, StreamPart } from "../spec/stream.ts";
import { createMeter } from "./estimate.ts";
import { explain } from "./explain.ts";
import type { ErrorReport } from "./http/error-report.ts";
import { CANCELLED, failed } from "./http/to-failure.ts";
import { soundParts } from "./sound-parts.ts";
import { startPart } from "./http/start-part.ts";
import { openWire } from "./http/wire.ts";
import type { Wire, WireOptions } from "./http/wire.ts";

/** Turns an SDK's chunks into stream parts: a state machine without time, network or chance. */
export interface StreamParser<Chunk> {
  /** Throws `InBandError` for an error that came as a chunk. */
  push(chunk: Chunk): readonly MiddlePart[];
  /** The last part, when the chunks have ended. `terminated`: the wire format's own terminator was seen. */
  end(terminated: boolean): FinishPart | FailurePart;
}

/** How a dialect asks for one answer and reads it. */
export interface Exchange<Chunk> {
  readonly request: ModelRequest;
  readonly wire: WireOptions;
  /** Sends the request through `wire`; resolves when the provider accepted it. */
  open(wire: Wire, signal: AbortSignal): Promise<AsyncIterable<Chunk>>;
  readonly parser: StreamParser<Chunk>;
  /** The dialect's classification of an error that the provider sent. */
  failureOf(report: ErrorReport): Failure;
}

/**
 * Runs one exchange and keeps to the contract of `ProviderClient.stream`: at most one `start`, one last part, usage
 * before it whenever there was an answer, `cancelled` whenever `signal` aborted, nothing thrown for what may be
 * expected. Leaving the loop early closes the socket as well.
 */
export async function* streamAnswer<Chunk>(exchange: Exchange<Chunk>, signal: AbortSignal): AsyncGenerator<StreamPart> {
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const wire = openWire(exchange.wire, either);
  const meter = createMeter(exchange.request);
  let last: FinishPart | FailurePart | undefined;
  let started = false;
  try {
    signal.throwIfAborted();
    const chunks = await exchange.open(wire, either);
    started = true;
    yield startPart(wire.seen.headers);
    for await (const chunk of chunks) {
      if (signal.aborted) break;
      for (const part of soundParts(exchange.parser.push(chunk))) {
        meter.see(part);
        yield part;
      }
    }
    if (wire.seen.broke !== undefined) throw wire.seen.broke;
    last = signal.aborted ? failed(CANCELLED) : exchange.parser.end(wire.seen.terminated);
  } catch (error) {
    last = failed(signal.aborted ? CANCELLED : explain(error, wire.seen, exchange.failureOf, meter.answered));
  } finally {
    if (!last) left.abort();
  }
  // A failure before the first word costs nothing; giving up on a request that was accepted may.
  const billed = meter.answered || last.type === "finish" || (started && signal.aborted);
  const usage = billed ? meter.missing() : undefined;
  if (usage) yield { type: "usage", usage };
  yield last;
}
