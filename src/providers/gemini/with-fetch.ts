/**
 * Calls a function of `@google/generative-ai` so that it uses the given `fetch`.
 *
 * The SDK takes none: it reads the global one, as the default value of a parameter, and so within the call itself
 * and before its first `await`. Exchanging the global for the length of that synchronous call therefore reaches
 * this request and no other code, in this extension or beside it. Without this there would be no socket error
 * codes, no headers, no end to redirects with the key in them, and the SDK's own parsing of raw event streams.
 */
export function withFetch<T>(replacement: typeof fetch, call: () => T): T {
  const original = globalThis.fetch;
  globalThis.fetch = replacement;
  try {
    return call();
  } finally {
    globalThis.fetch = original;
  }
}
