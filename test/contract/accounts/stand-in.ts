import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";
import { createAccountReader, type ReadRequest } from "../../../src/providers/accounts/read-account.ts";
import type { AccountReading } from "../../../src/spec/account.ts";
import type { Failure, Result } from "../../../src/spec/failure.ts";
import type { Provider } from "../../../src/spec/provider.ts";
import { startServer, type LoopbackServer } from "../../support/loopback-server.ts";

/** When all readings of these tests are made: a Wednesday. */
export const NOW = Date.UTC(2026, 10, 4, 9, 30);

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

/** What a stand-in answers, by path. A path that is not there gets a 404. */
export type Routes = Readonly<Record<string, (asked: Asked) => Told | undefined>>;

/** A provider's account API on this machine. What is meant for its origin goes there, and nothing may go elsewhere. */
export interface StandIn {
  readonly asked: readonly Asked[];
  read(request: ReadRequest, more?: { signal?: AbortSignal; timeoutMs?: number }): Promise<Result<AccountReading>>;
  answer(routes: Routes): void;
  stop(): Promise<void>;
}

export async function standIn(origin: string, routes: Routes): Promise<StandIn> {
  const asked: Asked[] = [];
  let current = routes;
  const server: LoopbackServer = await startServer((request, response) => {
    const url = new URL(request.url ?? "/", server.url);
    const one = { path: url.pathname, query: url.searchParams, headers: request.headers };
    asked.push(one);
    const route = current[url.pathname];
    const told = route ? route(one) : { status: 404, body: { error: { message: "Not Found", code: 404 } } };
    if (told === undefined) return; // never answers
    const text = typeof told.body === "string" ? told.body : JSON.stringify(told.body);
    response.writeHead(told.status ?? 200, { "content-type": "application/json", ...told.headers });
    response.end(text);
  });
  const send: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    assert.equal(url.origin, origin, "a key may only go to the provider's own host");
    return fetch(server.url + url.pathname + url.search, init);
  };
  const readers = new Map<number, ReturnType<typeof createAccountReader>>();
  return {
    asked,
    read(request, { signal = new AbortController().signal, timeoutMs = 10_000 } = {}) {
      const reader = readers.get(timeoutMs) ?? createAccountReader({ fetch: send, now: () => NOW, timeoutMs });
      readers.set(timeoutMs, reader);
      return reader(request, signal);
    },
    answer: (next) => void (current = next),
    stop: () => server.stop(),
  };
}

/** Lets a route answer only who shows this key as a bearer; others get what `otherwise` says. */
export function withKey(key: string, body: unknown, otherwise: Told = WRONG_KEY): (asked: Asked) => Told {
  return ({ headers }) => (headers.authorization === `Bearer ${key}` ? { body } : otherwise);
}

/** A refusal that repeats the key, as some do. */
export const WRONG_KEY: Told = {
  status: 401,
  body: { error: { message: "Incorrect API key provided: secret-key-12345", type: "invalid_request_error" } },
};

export function catalogRow(id: string): Provider {
  const row = CATALOG.find((provider) => provider.id === id);
  assert.ok(row, id);
  return row;
}

/** A provider that a user added. */
export function ownProvider(baseUrl: string, more: Partial<Provider> = {}): Provider {
  return { ...catalogRow("groq"), id: "own", name: "Own", baseUrl, ...more };
}

export function reading(result: Result<AccountReading>): AccountReading {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

export function failure(result: Result<AccountReading>): Failure {
  assert.ok(!result.ok, JSON.stringify(result));
  return result.failure;
}
