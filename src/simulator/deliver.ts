import type { ServerResponse } from "node:http";
import type { Clock } from "../spec/clock.ts";
import { pause } from "./clock.ts";
import type { Draft } from "./draft.ts";
import type { Fault } from "./fault.ts";
import type { Encoder } from "./formats/format.ts";
import type { RequestEnding, RequestEntry } from "./request-log.ts";
import { dueMs, slowed, type Speed } from "./speed.ts";
import { send, untilAborted } from "./wire.ts";

/** One answer on its way to one client. */
export interface Delivery {
  readonly response: ServerResponse;
  readonly entry: RequestEntry;
  readonly encoder: Encoder;
  readonly draft: Draft;
  readonly speed: Speed;
  readonly fault: Fault | undefined;
  readonly clock: Clock;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
}

const AFTER_TOKENS = { cut: 8, "in-band-error": 3, hang: 0 } as const;

/** Sends the answer in pieces at the set speed, unless a fault ends it early. */
export async function deliverStream(delivery: Delivery): Promise<RequestEnding> {
  const { response, entry, encoder, draft, signal, fault } = delivery;
  const mostTokens = tokensBefore(fault);
  response.flushHeaders();
  if (mostTokens > 0) await emit(delivery, encoder.open());
  await sendTokens(delivery, draft.tokens.slice(0, mostTokens));
  if (signal.aborted) return "aborted";
  switch (fault?.kind) {
    case "cut":
      response.socket?.destroy();
      return "failed";
    case "in-band-error":
      await emit(delivery, encoder.error());
      response.end();
      return "failed";
    case "hang":
      await untilAborted(signal);
      return "aborted";
    default:
      await emit(delivery, encoder.close({ ...draft.end, output: entry.outputTokens }));
      response.end();
      return "completed";
  }
}

/** Sends the answer as one JSON body, when all of it would have been written. */
export async function deliverWhole(delivery: Delivery): Promise<RequestEnding> {
  const { response, entry, encoder, draft, fault, clock, signal } = delivery;
  if (fault?.kind === "hang") {
    await untilAborted(signal);
    return "aborted";
  }
  await pause(clock, dueMs(speedOf(delivery), draft.tokens.length), signal);
  if (signal.aborted) return "aborted";
  if (fault?.kind === "in-band-error") {
    await emit(delivery, JSON.stringify(encoder.errorBody));
    response.end();
    return "failed";
  }
  const body = Buffer.from(JSON.stringify(encoder.whole(draft.tokens.join(""), draft.end)));
  response.setHeader("content-length", body.length);
  if (fault?.kind === "cut") {
    await emit(delivery, body.subarray(0, body.length / 2));
    response.socket?.destroy();
    return "failed";
  }
  await emit(delivery, body);
  response.end();
  entry.outputTokens = draft.tokens.length;
  return "completed";
}

/** How many tokens come before the fault strikes. */
function tokensBefore(fault: Fault | undefined): number {
  if (fault?.kind !== "cut" && fault?.kind !== "in-band-error" && fault?.kind !== "hang") return Infinity;
  return fault.afterTokens ?? AFTER_TOKENS[fault.kind];
}

function speedOf({ speed, fault }: Delivery): Speed {
  return fault?.kind === "slow" ? slowed(speed) : speed;
}

async function sendTokens(delivery: Delivery, tokens: readonly string[]): Promise<void> {
  const { encoder, entry, clock, signal } = delivery;
  const speed = speedOf(delivery);
  const startedAt = clock.now();
  for (const [index, token] of tokens.entries()) {
    await pause(clock, startedAt + dueMs(speed, index) - clock.now(), signal);
    if (signal.aborted) return;
    entry.outputTokens += 1;
    await emit(delivery, encoder.token(token));
  }
}

async function emit({ response, entry, signal }: Delivery, bytes: string | Buffer): Promise<void> {
  entry.bytes += Buffer.byteLength(bytes);
  await send(response, bytes, signal);
}
