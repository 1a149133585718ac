import type { Failure } from "../../spec/failure.ts";
import { readRetryAfter } from "../http/delays.ts";

/** The key is wrong, revoked or run out. */
export const WRONG_KEY: Failure = {
  class: "credential-invalid",
  scope: "credential",
  code: "wrong-key",
  message: 'The provider did not accept the key; enter a valid one with "Switchyard: Manage API Keys…".',
};

/** The key is good, but not for this. */
export const WRONG_KIND_OF_KEY: Failure = {
  class: "credential-invalid",
  scope: "credential",
  code: "wrong-kind-of-key",
  message: "This key may not read the account; add an admin key, or an access token, of the same provider.",
};

/** Whoever answers there knows no such address. */
export const NO_ACCOUNT_API: Failure = {
  class: "capability",
  scope: "provider",
  code: "no-account-api",
  message: "This server does not tell of balances; enter what you paid as orders, and the balance is estimated.",
};

/** The answer had a good status and is of another shape than documented. */
export const UNREADABLE: Failure = {
  class: "server-error",
  scope: "provider",
  code: "unreadable",
  message: "The provider's answer about the account could not be read; look at its own website meanwhile.",
};

/** Nothing came in time. */
export const TOO_SLOW: Failure = {
  class: "timeout",
  scope: "provider",
  deadline: "total",
  message: "The provider did not tell of the account in time; it is asked again later.",
};

/** No redirect is followed, since the key would go along. */
export const REDIRECTED: Failure = {
  class: "server-error",
  scope: "provider",
  code: "redirected",
  message: "The server redirects to another address, where the key was not sent; correct the provider's base URL.",
};

/** Words of a provider that wants another kind of key: OpenRouter's, OpenAI's, Anthropic's. */
const WANTS_ANOTHER_KEY = /management keys?|admin (?:api )?key|missing scopes|insufficient permissions/i;

/**
 * What a bad status means here. The provider's own words are only looked at, never repeated: some of them repeat the
 * key. `text` is the body.
 */
export function refusal(status: number, headers: Headers, text: string, now: number): Failure {
  const isPage = /^\s*</.test(text);
  if (status >= 300 && status < 400) return { ...REDIRECTED, status };
  if ((status === 401 || status === 403) && WANTS_ANOTHER_KEY.test(text)) return { ...WRONG_KIND_OF_KEY, status };
  if (status === 401) return { ...WRONG_KEY, status };
  if (status === 403) return { ...(isPage ? blocked(status) : WRONG_KIND_OF_KEY), status };
  if (status === 404 || status === 405 || status === 410 || status === 501) return { ...NO_ACCOUNT_API, status };
  if (status === 429) return tooOften(headers, now);
  return status >= 500 ? troubled(status) : refused(status);
}

function tooOften(headers: Headers, now: number): Failure {
  const retryAfterMs = readRetryAfter(headers, now);
  return {
    class: "rate-limited",
    scope: "credential",
    status: 429,
    message: "The provider was asked about the account too often; it is asked again later.",
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Firewalls forbid with a web page, and providers with JSON: such a key is not to be held for a wrong one. */
function blocked(status: number): Failure {
  return { class: "server-error", scope: "provider", status, message: "A proxy or firewall refused the request." };
}

function troubled(status: number): Failure {
  return {
    class: "server-error",
    scope: "provider",
    status,
    message: `The provider could not tell of the account (status ${status}); it is asked again later.`,
  };
}

function refused(status: number): Failure {
  return {
    class: "caller-fault",
    scope: "provider",
    status,
    message: `The provider refused to tell of the account (status ${status}); look at its own website.`,
  };
}
