import { OpenAI } from "openai";
import type { WireOptions } from "../http/wire.ts";
import type { Wire } from "../http/wire.ts";
import type { Connection } from "../dialect.ts";
import { NO_SDK_TIMEOUT } from "../http/clocks.ts";

/**
 * An OpenAI SDK for one request. Everything that it would take from the environment is set, so that a key, an
 * organisation or an address from there never reaches a provider; the wire puts the real key on.
 */
export function createSdk(baseUrl: string, wire: Wire): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: "put-on-by-the-wire",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch: wire.fetch,
    maxRetries: 0,
    timeout: NO_SDK_TIMEOUT,
    logLevel: "off",
  });
}

/** The wire for one request to a server that follows OpenAI. */
export function wireFor(connection: Connection, baseUrl: string): WireOptions {
  const { key, fetch, provider } = connection;
  return {
    baseUrl,
    headers: provider.headers,
    fetch,
    credential: key === undefined ? undefined : { header: "authorization", value: `Bearer ${key}` },
  };
}
