import type { IncomingMessage, ServerResponse } from "node:http";

const MOST_BODY_BYTES = 32 * 1024 * 1024;

/** What came of reading a body; `gone` when the client left while it sent. */
export type Body =
  | { readonly kind: "read"; readonly text: string }
  | { readonly kind: "too-large" }
  | { readonly kind: "gone" };

/** Reads the request's body, up to 32 MB, which is Anthropic's limit and the largest of the three. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      if (!(chunk instanceof Buffer)) continue;
      bytes += chunk.length;
      if (bytes <= MOST_BODY_BYTES) chunks.push(chunk);
    }
  } catch {
    return { kind: "gone" };
  }
  return bytes > MOST_BODY_BYTES
    ? { kind: "too-large" }
    : { kind: "read", text: Buffer.concat(chunks).toString("utf8") };
}

/** Sends bytes of body and waits until the socket took them, or the client left. */
export function send(response: ServerResponse, bytes: string | Buffer, signal: AbortSignal): Promise<void> {
  if (bytes.length === 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done, { once: true });
    response.write(bytes, done);
  });
}

/** A signal that aborts when the connection closes before the response was sent in full. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
