import type { IncomingMessage, ServerResponse } from "node:http";
import type { Format } from "../formats/format.ts";
import type { Problem } from "../problem.ts";
import { endPatiently } from "./patience.ts";
import type { Target } from "./target.ts";

/** One request and the way to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  /** Who asks, by name. */
  readonly client: string;
  /** Aborts when the caller is gone before its answer was whole, or the gateway closes. */
  readonly signal: AbortSignal;
}

/** Answers with JSON. `body` may be JSON text already. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  endPatiently(response, text);
}

/** Answers with an error, in the caller's format. */
export function sendProblem(
  response: ServerResponse,
  problem: Problem,
  format: Pick<Format, "problem" | "statusOf">,
  headers: Readonly<Record<string, string>> = {},
): void {
  const status = format.statusOf?.(problem) ?? problem.status;
  sendJson(response, status, format.problem(problem), { ...headers, ...problemHeaders(problem) });
}

/** The SDKs of OpenAI and Anthropic heed `x-should-retry`, and all of them a `retry-after` in seconds. */
function problemHeaders({ retryAfterMs, final }: Problem): Readonly<Record<string, string>> {
  return {
    ...(retryAfterMs !== undefined && { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
    ...(retryAfterMs !== undefined && { "retry-after-ms": String(Math.ceil(retryAfterMs)) }),
    ...(final && { "x-should-retry": "false" }),
  };
}
