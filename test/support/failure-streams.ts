import { createProviderClient } from "../../src/providers/client.ts";
import type { Failure } from "../../src/spec/failure.ts";
import type { Provider } from "../../src/spec/provider.ts";
import type { ModelRequest } from "../../src/spec/request.ts";
import type { StreamPart } from "../../src/spec/stream.ts";
import { KEY } from "./failure-table.ts";

/** What a server does with a request. */
export type ServerAnswer =
  /** Answers and closes. */
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  /** Sends this of a good answer; then the connection is reset. */
  | { readonly cut: string }
  /** Is not there: the code of the socket's error. */
  | { readonly unreachable: string };

/** An answer that fails, and what it must be taken for. */
export interface StreamCase {
  readonly of: string;
  readonly answer: ServerAnswer;
  readonly is: Partial<Failure> & Pick<Failure, "class" | "scope">;
}

/** Asks a server that answers so, through the dialect's own client and SDK, for all parts of its answer. */
export async function askServer(
  provider: Provider,
  request: ModelRequest,
  answer: ServerAnswer,
): Promise<readonly StreamPart[]> {
  const client = createProviderClient({ provider, key: KEY, fetch: () => respond(answer) });
  const parts: StreamPart[] = [];
  for await (const part of client.stream(request, "some-model", new AbortController().signal)) parts.push(part);
  return parts;
}

async function respond(answer: ServerAnswer): Promise<Response> {
  if ("unreachable" in answer) throw socketError("fetch failed", answer.unreachable);
  const headers = { "content-type": "text/event-stream" };
  if ("cut" in answer) return new Response(cutStream(answer.cut), { headers });
  return new Response(answer.body, { status: answer.status ?? 200, headers: { ...headers, ...answer.headers } });
}

function cutStream(text: string): ReadableStream<Uint8Array> {
  const pieces = text === "" ? [] : [new TextEncoder().encode(text)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.error(socketError("terminated", "ECONNRESET"));
    },
  });
}

/** As undici throws it: the code is in the cause. */
function socketError(message: string, code: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(code), { code }) });
}

/** Events of a stream, each with its data as JSON; text is sent as it is. */
export function events(...data: readonly unknown[]): string {
  return data.map((each) => `data: ${typeof each === "string" ? each : JSON.stringify(each)}\n\n`).join("");
}

/** An event with a name. */
export function named(event: string, data: unknown): string {
  return `event: ${event}\n${events(data)}`;
}
