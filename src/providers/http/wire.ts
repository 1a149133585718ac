import { parseJson } from "../json.ts";
import { cleanEvents } from "./clean-events.ts";
import type { EventReader } from "./clean-events.ts";
import type { ErrorReport } from "./error-report.ts";
import type { HeaderSource } from "./header-source.ts";

/** One request's way to a provider. */
export interface WireOptions {
  /** The only place that requests, and the key, may go to. */
  readonly baseUrl: string;
  /** The header with the key; without a key there is none. */
  readonly credential: { readonly header: string; readonly value: string } | undefined;
  /** Of the provider's own, sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch: typeof fetch;
  /** For a streamed answer: how its events are read. Without it the answer is read as JSON. */
  readonly events?: EventReader;
}

/** What was seen of an answer, apart from what the SDK tells. */
export interface WireFacts {
  readonly headers?: HeaderSource;
  /** The answer had a bad status, or was no event stream. */
  readonly report?: ErrorReport;
  /** The connection failed, before or within the answer. */
  readonly broke?: unknown;
  /** The stream's terminator came. */
  readonly terminated: boolean;
}

/** A `fetch` for an SDK, and what it saw. Made for one request. */
export interface Wire {
  readonly fetch: typeof fetch;
  readonly seen: WireFacts;
}

/** Headers of the SDKs that go out. The rest, which describes this machine or comes from its environment, stays. */
const PASSED_HEADERS: readonly string[] = ["accept", "content-type", "anthropic-version"];

/** Most bytes of an error's body that are read. */
const ERROR_BODY_BYTES = 64 * 1024;

/**
 * The layer below the three SDKs, where they would each do differently: the key is put on here (they never hold
 * it), goes to the provider's own address alone and follows no redirect; aborting `signal` closes the socket
 * whatever the SDK does; event streams are re-framed; error bodies, headers and socket errors are kept for the
 * failure mapping, since the SDKs drop some.
 */
export function openWire(options: WireOptions, signal: AbortSignal): Wire {
  const seen: { -readonly [Fact in keyof WireFacts]: WireFacts[Fact] } = { terminated: false };

  async function send(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isWithin(url, options.baseUrl)) throw new Error(`Request outside the provider's address: ${url.origin}`);
    let response: Response;
    try {
      response = await options.fetch(url.href, {
        method: init?.method ?? "GET",
        headers: outgoing(new Headers(init?.headers), options),
        ...(init?.body != null && { body: init.body }),
        redirect: "manual",
        signal,
      });
    } catch (error) {
      seen.broke = error;
      throw error;
    }
    seen.headers = response.headers;
    return receive(response);
  }

  async function receive(response: Response): Promise<Response> {
    if (!response.ok || isForeign(response, options.events !== undefined)) return keepReport(response);
    if (!options.events || !response.body) return response;
    const body = cleanEvents(response.body, options.events, {
      terminated: () => (seen.terminated = true),
      broke: (error) => (seen.broke = error),
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  /** Gives the SDK a status that it throws on, with the body that was read. */
  async function keepReport(response: Response): Promise<Response> {
    const text = await readStart(response, ERROR_BODY_BYTES);
    seen.report = { status: response.status, headers: response.headers, body: parseJson(text) };
    return new Response(text, { status: response.status >= 400 ? response.status : 502, headers: response.headers });
  }

  return { fetch: send, seen };
}

/**
 * A web page is what a network answers to everything that wants one to sign in first; JSON in a stream's place is
 * an error, whatever its status says.
 */
function isForeign(response: Response, streamed: boolean): boolean {
  const type = response.headers.get("content-type") ?? "";
  return /^text\/html\b/i.test(type) || (streamed && /^application\/json\b/i.test(type));
}

function isWithin(url: URL, baseUrl: string): boolean {
  const base = new URL(baseUrl);
  return url.origin === base.origin && url.pathname.startsWith(base.pathname);
}

function outgoing(given: Headers, { credential, headers: own }: WireOptions): Headers {
  const headers = new Headers({ "user-agent": "Switchyard", ...own });
  for (const name of PASSED_HEADERS) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (credential) headers.set(credential.header, credential.value);
  return headers;
}

async function readStart(response: Response, most: number): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const text = new TextDecoder();
  let out = "";
  try {
    for (let bytes = 0; bytes < most;) {
      const { done, value } = await reader.read();
      if (done) return out + text.decode();
      bytes += value.byteLength;
      out += text.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // What came of the body is enough to tell the error.
  }
  return out;
}
