import assert from "node:assert/strict";
import type { ErrorKind, Raw } from "./expected-errors.ts";
import type { Client } from "./clients/client.ts";
import type { Got, Need, Reply, Told, Wish } from "./words.ts";
import type { Upstream } from "./upstreams/stand-in.ts";

/** One client that asks one upstream in one way. */
export interface Pair {
  readonly client: Client;
  readonly upstream: Upstream;
  readonly way: string;
  /** Whether the request goes through in the client's own words. */
  readonly isSame: boolean;
}

/** How a feature comes out for a pair. */
export type Outcome =
  | { readonly is: "works" }
  /** It comes without what the upstream has no word for, and a header says so. */
  | { readonly is: "left-out"; readonly name: string }
  | { readonly is: "error"; readonly kind: ErrorKind };

/** What a feature may use to ask, where one question is not enough. */
export interface Asking {
  readonly pair: Pair;
  /** Asks with these replies to come; fails where the request was wrong. */
  ask(wish: Wish, ...replies: readonly Reply[]): Promise<{ readonly told: Told; readonly got: Got }>;
  /** Has tokens counted, which the upstream says are so many where it is asked. */
  count(wish: Wish, tokens: number): Promise<{ readonly tokens: number; readonly raw: Raw }>;
  /** Asks for a model that nobody has. */
  askForUnknown(wish: Wish): Promise<Raw>;
  /** The same pair with another upstream. */
  elsewhere(): Asking;
}

/** One row of the matrix. */
export interface Feature {
  readonly name: string;
  /** What the client must have words for. */
  readonly needs?: readonly Need[];
  readonly wish: Wish;
  readonly reply: Reply;
  /** It works unless this says otherwise. */
  outcome?(pair: Pair): Outcome;
  /** Checks what arrived at the upstream. */
  arrives?(got: Got, pair: Pair): void;
  /** Checks what the client made of the answer. */
  comes?(told: Told, pair: Pair): void;
  /** In place of one question. */
  run?(asking: Asking): Promise<void>;
}

export const works: Outcome = { is: "works" };

/** Fails unless each text is in one of the lines, in this order. */
export function assertLines(lines: readonly string[], ...texts: readonly string[]): void {
  let from = 0;
  const all = lines.join("\n");
  for (const text of texts) {
    const at = all.indexOf(text, from);
    assert.ok(at >= 0, `${JSON.stringify(text)} did not arrive in its place; what did:\n${all}`);
    from = at + text.length;
  }
}
