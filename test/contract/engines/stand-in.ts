import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { createAccountReader } from "../../../src/providers/accounts/read-account.ts";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { AccountReading } from "../../../src/spec/account.ts";
import type { Result } from "../../../src/spec/failure.ts";
import type { ModelInfo, Provider } from "../../../src/spec/provider.ts";
import type { ChatRequest } from "../../../src/spec/request.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";
import { readBody, startServer } from "../../support/loopback-server.ts";

/** When accounts are read: a Wednesday. */
export const NOW = Date.UTC(2026, 10, 4, 9, 30);

/** The key that an engine's stand-in takes. */
export const KEY = "sk-bf-secret-key-12345";

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Decoded JSON; undefined without a body. */
  readonly body: unknown;
}

/** A JSON body, or the events of a stream; text is sent as it is. */
export type Told = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({ readonly json: unknown } | { readonly events: readonly unknown[] });

/** What an engine answers, by method and path, such as `GET /v1/models`. All else is a 404. */
export type Routes = Readonly<Record<string, Told | ((asked: Asked) => Told)>>;

/** An engine on this machine, and the product's ways to ask it. What is meant for its origin goes there. */
export interface Engine {
  readonly asked: readonly Asked[];
  chat(model: string, request: ChatRequest): Promise<readonly StreamPart[]>;
  models(): Promise<Result<readonly ModelInfo[]>>;
  account(): Promise<Result<AccountReading>>;
  stop(): Promise<void>;
}

export async function startEngine(provider: Provider, routes: Routes): Promise<Engine> {
  const asked: Asked[] = [];
  const { origin } = new URL(provider.baseUrl);
  const server = await startServer(async (request, response) => {
    const text = await readBody(request);
    const { pathname } = new URL(request.url ?? "/", server.url);
    const one = { path: pathname, headers: request.headers, body: text === "" ? undefined : JSON.parse(text) };
    asked.push(one);
    const route = routes[`${request.method} ${pathname}`] ?? { status: 404, json: { detail: "Not Found" } };
    const told = typeof route === "function" ? route(one) : route;
    const isJson = "json" in told;
    const type = isJson ? "application/json" : "text/event-stream";
    response.writeHead(told.status ?? 200, { "content-type": type, ...told.headers });
    response.end(isJson ? JSON.stringify(told.json) : told.events.map(asEvent).join(""));
  });
  const send: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    assert.equal(url.origin, origin, "a key may only go to the engine's own host");
    return fetch(server.url + url.pathname + url.search, init);
  };
  const client = createProviderClient({ provider, key: KEY, fetch: send });
  const read = createAccountReader({ fetch: send, now: () => NOW });
  const { signal } = new AbortController();
  return {
    asked,
    async chat(model, request) {
      const parts: StreamPart[] = [];
      for await (const part of client.stream(request, model, signal)) parts.push(part);
      return parts;
    },
    models: () => client.listModels(signal),
    account: () => read({ provider, key: KEY }, signal),
    stop: () => server.stop(),
  };
}

function asEvent(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}
