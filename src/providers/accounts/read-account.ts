import type { AccountReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import type { Provider } from "../../spec/provider.ts";
import { accountApiOf } from "./account-apis.ts";
import { createAsk } from "./ask.ts";
import type { GatewayMemory } from "./gateway.ts";
import { NO_ACCOUNT_API, WRONG_KEY, WRONG_KIND_OF_KEY } from "./refusals.ts";

/** One look at an account. */
export interface ReadRequest {
  readonly provider: Provider;
  /** Nothing for a server that wants none. */
  readonly key: string | undefined;
  /** The key was added for reading the account, and for nothing else. */
  readonly forAccount?: boolean;
}

export interface AccountReaderOptions {
  /** The global one by default, as it is at the time of each request. */
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
  /** For each request; 15 seconds unless set. */
  readonly timeoutMs?: number;
}

/** Reads an account. An expected error is a failure whose message says what to do; the key is in no text. */
export type ReadAccount = (request: ReadRequest, signal: AbortSignal) => Promise<Result<AccountReading>>;

const TIMEOUT_MS = 15_000;

/** A reader that remembers which software it found behind a base URL. */
export function createAccountReader(options: AccountReaderOptions = {}): ReadAccount {
  const memory: GatewayMemory = new Map();
  const now = options.now ?? Date.now;
  const send: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return async ({ provider, key = "", forAccount = false }, signal) => {
    const api = accountApiOf(provider, memory);
    if (!api || (key === "" && !provider.simulated)) return { ok: false, failure: NO_ACCOUNT_API };
    // What no header can carry is no key; fetch would repeat it in its error.
    if (/[^\x21-\x7e]/.test(key)) return { ok: false, failure: WRONG_KEY };
    if (api.wants === "admin-key" && !forAccount) return { ok: false, failure: WRONG_KIND_OF_KEY };
    const { baseUrl } = provider;
    const ask = createAsk({ baseUrl, fetch: send, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, now, signal });
    return api.read(ask, { baseUrl, key, forAccount, now: now() });
  };
}
