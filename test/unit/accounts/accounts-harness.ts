import { accountAccess } from "../../../src/providers/accounts/account-apis.ts";
import { createAccounts, type Accounts } from "../../../src/connections/accounts/accounts.ts";
import type { AccountsDeps } from "../../../src/connections/accounts/account-deps.ts";
import { AccountBook } from "../../../src/ledger/accounts/account-book.ts";
import type { AccountReading } from "../../../src/spec/account.ts";
import type { Failure, Result } from "../../../src/spec/failure.ts";
import type { Credential, Provider } from "../../../src/spec/provider.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";
import { testProvider } from "../../support/test-providers.ts";
import { memoryFile } from "./memory-file.ts";

export const deepSeek = testProvider("openai-chat", {
  id: "deepseek",
  name: "DeepSeek",
  baseUrl: "https://api.deepseek.com/v1",
});
export const groq = testProvider("openai-chat", {
  id: "groq",
  name: "Groq",
  baseUrl: "https://api.groq.com/openai/v1",
});
export const openAi = testProvider("openai-chat", {
  id: "openai",
  name: "OpenAI",
  baseUrl: "https://api.openai.com/v1",
});

export function credential(id: string, more: Partial<Credential> = {}): Credential {
  return { id, providerId: "deepseek", label: id, hasKey: true, ...more };
}

export const good = (remaining: number, more: Partial<AccountReading> = {}): Result<AccountReading> => ({
  ok: true,
  value: { balances: [{ of: "account", currency: "USD", remaining }], ...more },
});

export const bad = (failure: Partial<Failure>): Result<AccountReading> => ({
  ok: false,
  failure: { class: "server-error", scope: "provider", message: "It is down.", ...failure },
});

/** Accounts with everything around them played. */
export interface Harness {
  readonly accounts: Accounts;
  readonly clock: FakeClock;
  readonly book: AccountBook;
  /** When a reading began, in minutes after the start, and of which key. */
  readonly reads: readonly (readonly [minute: number, credential: string])[];
  readonly logged: readonly string[];
  /** What the next readings are told; a function may wait. */
  tell(told: Result<AccountReading> | ((signal: AbortSignal) => Promise<Result<AccountReading>>)): void;
  credentials: readonly Credential[];
  providers: readonly Provider[];
  spent: boolean;
  paused: boolean;
  /** What the secret storage holds under any id. */
  key: string | undefined;
}

export function harness(more: Partial<AccountsDeps> = {}, credentials = [credential("key-1")]): Harness {
  const clock = createFakeClock();
  const start = clock.now();
  const book = new AccountBook(memoryFile());
  const reads: (readonly [number, string])[] = [];
  const logged: string[] = [];
  let tell: (signal: AbortSignal) => Promise<Result<AccountReading>> = async () => good(10);
  const state = {
    clock,
    book,
    reads,
    logged,
    credentials: credentials as readonly Credential[],
    providers: [deepSeek, groq, openAi] as readonly Provider[],
    spent: false,
    paused: false,
    key: "secret-key" as string | undefined,
    tell(told: Result<AccountReading> | typeof tell) {
      tell = typeof told === "function" ? told : async () => told;
    },
  };
  let asked = "";
  const accounts = createAccounts({
    clock,
    directory: { provider: (id) => state.providers.find((provider) => provider.id === id) },
    credentials: () => state.credentials,
    async key(id) {
      asked = id;
      return state.key;
    },
    readable: (provider, forAccount) => accountAccess(provider, forAccount).readable,
    read(_request, signal) {
      reads.push([Math.round((clock.now() - start) / 6000) / 10, asked]);
      return tell(signal);
    },
    book,
    spentSince: () => state.spent,
    paused: () => state.paused,
    random: () => 0.5,
    log: {
      warn: (message) => void logged.push(message),
      error: (doing, error) => void logged.push(`${doing}: ${String(error)}`),
    },
    ...more,
  });
  return Object.assign(state, { accounts });
}
