import type { AccountKey, AccountReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";

/** One GET. Its address must be at the provider's own origin; anything else is not sent. */
export interface AccountRequest {
  readonly url: string;
  /** With the key, where one is wanted. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a request and reads its JSON; a bad status, a web page or a broken connection is a failure. */
export type Ask = (request: AccountRequest) => Promise<Result<unknown>>;

/** What a reading starts from. */
export interface AccountPlace {
  /** The provider's base URL, without a slash at the end. */
  readonly baseUrl: string;
  readonly key: string;
  /** The key was added for reading the account, and for nothing else. */
  readonly forAccount: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** One provider's way to tell of an account. */
export interface AccountApi {
  readonly id: string;
  /** Without this kind of key it tells nothing. */
  readonly wants: AccountKey;
  /** A kind of key with which it tells more. */
  readonly tellsMoreTo?: AccountKey;
  read(ask: Ask, place: AccountPlace): Promise<Result<AccountReading>>;
}

/** A request with the key as OpenAI takes it, which nearly everybody does. */
export function bearer(url: string, key: string): AccountRequest {
  return { url, headers: { authorization: `Bearer ${key}` } };
}

/** The base URL without its version segment: many tell of accounts beside it and not below it. */
export function besideVersion(baseUrl: string): string {
  return baseUrl.replace(/\/v\d+[a-z]*$/, "");
}
