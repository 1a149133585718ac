import type { AccountKey, AccountReading } from "../../spec/account.ts";
import type { Failure, Result } from "../../spec/failure.ts";
import type { Credential, Provider } from "../../spec/provider.ts";
import type { AccountsDeps } from "./account-deps.ts";
import { isDue, jittered, nextLook, nextTry, PAUSE_MS, SOON_MS, START_MS } from "./account-schedule.ts";
import { keepReading } from "./keep-reading.ts";
import { SharedWait } from "./shared-wait.ts";

/** How reading one key's account goes. */
export interface AccountStatus {
  /** When it last told something. */
  readonly lastRead?: number;
  /** When it is looked at next; missing while it is read, and when nothing helps but a change of the key. */
  readonly nextAt?: number;
  readonly reading?: "under way";
  /** Why the last reading failed, with what to do; one sentence. */
  readonly problem?: string;
  /** Another kind of key would tell more, as the last reading said. */
  readonly tellsMore?: AccountKey;
}

/** Reads accounts now and then, and when asked to. */
export interface Accounts {
  /** Reads one account or all of them now. Resolves when they were read, whatever came of it, or when `signal` aborts. */
  refresh(credentialId: string, signal?: AbortSignal): Promise<void>;
  /** By `Credential.id`; only keys whose provider tells of accounts. */
  status(): ReadonlyMap<string, AccountStatus>;
  /** A key was replaced, or (without an id) keys or providers were added, changed or removed. */
  changed(credentialId?: string): void;
  /** Told whenever the status of a key changed. */
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

/** A key, and where reading it stands. */
interface Entry {
  readonly credential: Credential;
  readonly provider: Provider;
  failures: number;
  lastRead?: number;
  nextAt?: number;
  problem?: string;
  tellsMore?: AccountKey;
  reading?: SharedWait;
  cancel?: () => void;
}

/** Begins to read accounts a minute after it is made. */
export function createAccounts(deps: AccountsDeps): Accounts {
  return new ScheduledAccounts(deps);
}

const KEY_GONE: Failure = {
  class: "credential-invalid",
  scope: "credential",
  message: 'The key could not be read from the secret storage; enter it again with "Switchyard: Manage API Keys…".',
};

const NOT_KEPT: Failure = {
  class: "server-error",
  scope: "none",
  message: "The balance was read and could not be stored; look at the log.",
};

const BUG: Failure = {
  class: "server-error",
  scope: "none",
  message: "The account could not be read because of a mistake here; look at the log.",
};

class ScheduledAccounts implements Accounts {
  readonly #deps: AccountsDeps;
  readonly #random: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #disposed = false;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
    this.#random = deps.random ?? Math.random;
    this.#follow(START_MS);
  }

  async refresh(credentialId: string, signal?: AbortSignal): Promise<void> {
    this.#follow(SOON_MS);
    const wanted = [...this.#entries.values()].filter(
      ({ credential }) => credentialId === "all" || credential.id === credentialId,
    );
    await Promise.all(
      wanted.map(async (entry) => {
        if (!this.#deps.paused(entry.provider)) await this.#read(entry).wait(signal);
      }),
    );
  }

  status(): ReadonlyMap<string, AccountStatus> {
    return new Map([...this.#entries].map(([id, entry]) => [id, statusOf(entry)]));
  }

  changed(credentialId?: string): void {
    if (credentialId !== undefined) this.#drop(credentialId);
    this.#follow(SOON_MS);
    this.#tell();
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#disposed = true;
    for (const id of this.#entries.keys()) this.#drop(id);
    this.#listeners.clear();
  }

  /** Takes up keys that are new and lets go of those that are gone or belong to another address now. */
  #follow(delayMs: number): void {
    if (this.#disposed) return;
    const { directory, credentials, readable } = this.#deps;
    const found = new Map<string, Pick<Entry, "credential" | "provider">>();
    for (const credential of credentials()) {
      const provider = directory.provider(credential.providerId);
      if (provider && readable(provider, credential.use === "account"))
        found.set(credential.id, { credential, provider });
    }
    for (const [id, entry] of this.#entries) {
      const now = found.get(id);
      if (!now || placeOf(now) !== placeOf(entry)) this.#drop(id);
    }
    for (const [id, one] of found) {
      if (this.#entries.has(id)) continue;
      const entry: Entry = { ...one, failures: 0 };
      this.#entries.set(id, entry);
      this.#plan(entry, delayMs);
    }
  }

  #drop(id: string): void {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    entry?.cancel?.();
    entry?.reading?.abort();
  }

  #plan(entry: Entry, delayMs: number): void {
    entry.cancel?.();
    const delay = jittered(delayMs, this.#random);
    entry.nextAt = this.#deps.clock.now() + delay;
    entry.cancel = this.#deps.clock.schedule(delay, () => this.#look(entry));
  }

  /** Reads the account if it is time. */
  #look(entry: Entry): void {
    const { clock, paused, spentSince } = this.#deps;
    if (paused(entry.provider)) return this.#plan(entry, PAUSE_MS);
    const lastRead = this.#lastRead(entry);
    if (isDue(lastRead, clock.now(), (at) => spentSince(entry.credential, at))) void this.#read(entry).wait();
    else this.#plan(entry, nextLook(lastRead, clock.now()));
  }

  /** Another window may have read it meanwhile. */
  #lastRead({ credential, lastRead }: Entry): number | undefined {
    try {
      const kept = this.#deps.book.latestBalances().find((balance) => balance.credential === credential.id);
      return kept === undefined ? lastRead : Math.max(kept.at, lastRead ?? 0);
    } catch (error) {
      this.#deps.log.error("reading balances", error);
      return lastRead;
    }
  }

  /** The reading that is under way, or a new one. */
  #read(entry: Entry): SharedWait {
    if (entry.reading) return entry.reading;
    entry.cancel?.();
    delete entry.nextAt;
    const reading = new SharedWait(async (signal) => {
      const result = await this.#ask(entry, signal);
      if (this.#entries.get(entry.credential.id) === entry) this.#settle(entry, result);
    });
    entry.reading = reading;
    this.#tell();
    return reading;
  }

  async #ask({ credential, provider }: Entry, signal: AbortSignal): Promise<Result<AccountReading>> {
    const { key: keyOf, read, log } = this.#deps;
    try {
      const key = credential.hasKey ? await keyOf(credential.id) : undefined;
      if (credential.hasKey && key === undefined) return { ok: false, failure: KEY_GONE };
      return await read({ provider, key, forAccount: credential.use === "account" }, signal);
    } catch (error) {
      log.error(`reading the account at ${provider.id}`, error);
      return { ok: false, failure: BUG };
    }
  }

  #settle(entry: Entry, told: Result<AccountReading>): void {
    delete entry.reading;
    const result = told.ok ? this.#keep(entry, told.value) : told;
    if (result.ok) {
      entry.failures = 0;
      entry.lastRead = this.#deps.clock.now();
      delete entry.problem;
      this.#plan(entry, nextLook(entry.lastRead, entry.lastRead));
    } else {
      this.#fail(entry, result.failure);
    }
    this.#tell();
  }

  #keep(entry: Entry, reading: AccountReading): Result<null> {
    if (reading.tellsMore === undefined) delete entry.tellsMore;
    else entry.tellsMore = reading.tellsMore;
    try {
      keepReading(this.#deps.book, entry.credential, reading, this.#deps.clock.now());
      return { ok: true, value: null };
    } catch (error) {
      this.#deps.log.error("storing a balance", error);
      return { ok: false, failure: NOT_KEPT };
    }
  }

  #fail(entry: Entry, failure: Failure): void {
    // Whoever asked for it changed their mind: that is nobody's failure.
    if (failure.class === "cancelled") return this.#plan(entry, nextLook(entry.lastRead, this.#deps.clock.now()));
    entry.failures += 1;
    entry.problem = failure.message;
    this.#deps.log.warn(`The account at ${entry.provider.id} was not read: ${failure.message}`);
    const delay = nextTry(entry.failures, failure);
    if (delay !== undefined) this.#plan(entry, delay);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Where a key is sent, and as what. */
function placeOf({ credential, provider }: Pick<Entry, "credential" | "provider">): string {
  return JSON.stringify([credential.providerId, credential.use, credential.hasKey, provider.baseUrl, provider.dialect]);
}

function statusOf({ lastRead, nextAt, reading, problem, tellsMore }: Entry): AccountStatus {
  return {
    ...(lastRead !== undefined && { lastRead }),
    ...(nextAt !== undefined && { nextAt }),
    ...(reading && { reading: "under way" as const }),
    ...(problem !== undefined && { problem }),
    ...(tellsMore !== undefined && { tellsMore }),
  };
}
