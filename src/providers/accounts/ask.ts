import type { Failure, Result } from "../../spec/failure.ts";
import { networkFailure } from "../http/network.ts";
import { CANCELLED } from "../http/to-failure.ts";
import type { AccountRequest, Ask } from "./account-api.ts";
import { NO_ACCOUNT_API, refusal, TOO_SLOW, UNREADABLE } from "./refusals.ts";

/** What requests of one reading have in common. */
export interface AskOptions {
  /** The only origin that requests, and the key, may go to. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Most bytes of an answer; a month of an organisation's costs by model has some 100 kB. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Sends the requests of one reading. Never throws for an expected error. */
export function createAsk(options: AskOptions): Ask {
  const { baseUrl, timeoutMs, signal, now } = options;
  const origin = new URL(baseUrl).origin;
  return async (request) => {
    if (new URL(request.url).origin !== origin) throw new Error("Request outside the provider's address");
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      signal.throwIfAborted();
      const response = await send(request, options.fetch, AbortSignal.any([signal, limit]));
      const text = await readText(response);
      if (text === undefined) return failed(UNREADABLE);
      if (!response.ok) return failed(refusal(response.status, response.headers, text, now()));
      return decodeJson(text);
    } catch (error) {
      if (signal.aborted) return failed(CANCELLED);
      if (limit.aborted) return failed(TOO_SLOW);
      return failed(networkFailure(error) ?? UNREADABLE);
    }
  };
}

function send({ url, headers }: AccountRequest, fetch: AskOptions["fetch"], signal: AbortSignal): Promise<Response> {
  const sent = { accept: "application/json", "user-agent": "Switchyard", ...headers };
  return fetch(url, { method: "GET", headers: sent, redirect: "manual", signal });
}

/** The body, or nothing when it is far too long. */
async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Gateways with a web page of their own answer with it wherever they know no such address. */
function decodeJson(text: string): Result<unknown> {
  if (/^\s*</.test(text)) return failed(NO_ACCOUNT_API);
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return failed(UNREADABLE);
  }
}

function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}
