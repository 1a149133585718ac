import type { Failure } from "../../spec/failure.ts";

/** What a socket's code means to a person. Codes from Node's system errors, OpenSSL and undici. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|EAI_\w+)$/, "The server's name could not be found; check the network and the base URL."],
  [/^ECONNREFUSED$/, "Nothing answers at the server's address."],
  [/^(?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, "The server could not be reached in time."],
  [/^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_ABORTED)$/, "The connection was cut."],
  [/^(?:ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "The network cannot be reached."],
  [
    /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/,
    "The server's certificate or encryption was not accepted.",
  ],
  [/^UND_ERR_/, "The connection failed."],
  [/^E[A-Z]{3,}$/, "The connection failed."],
];

/** A failure of the connection, or nothing when the error is of another kind. Its `code` is the socket's. */
export function networkFailure(error: unknown): Failure | undefined {
  const code = socketCode(error);
  if (code === undefined && !isFetchFailure(error)) return undefined;
  const sentence = SENTENCES.find(([pattern]) => code !== undefined && pattern.test(code))?.[1];
  return {
    class: "network",
    scope: "provider",
    message: sentence ?? "The connection failed.",
    ...(code !== undefined && { code }),
  };
}

/** Walks the causes, and the several tries of an `AggregateError`, down to a known code: `fetch` hides it there. */
function socketCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > 8) return undefined;
  const inner = "cause" in error ? socketCode(error.cause, depth + 1) : undefined;
  if (inner !== undefined) return inner;
  if ("errors" in error && Array.isArray(error.errors)) {
    for (const each of error.errors) {
      const code = socketCode(each, depth + 1);
      if (code !== undefined) return code;
    }
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return SENTENCES.some(([pattern]) => code !== undefined && pattern.test(code)) ? code : undefined;
}

/** What undici throws before an answer ("fetch failed") and within one ("terminated"), when it names no code. */
function isFetchFailure(error: unknown): boolean {
  return (
    error instanceof TypeError && /^(?:fetch failed|terminated|network error|Failed to fetch)/i.test(error.message)
  );
}
