import type { ChatFormat, Need, Told, Wish } from "../words.ts";

/** Where a client asks. */
export interface Address {
  /** The gateway's, without a path. */
  readonly url: string;
  readonly token: string;
  readonly model: string;
}

/** A way in which a client asks, such as streamed or not; undefined for what it cannot say in this way. */
export type Way = (wish: Wish, at: Address) => Promise<Told> | undefined;

/** A program that asks the gateway. */
export interface Client {
  readonly name: string;
  readonly format: ChatFormat;
  /** What it has no words for. */
  readonly lacks: ReadonlySet<Need>;
  readonly ways: Readonly<Record<string, Way>>;
  readonly count?: (wish: Wish, at: Address) => Promise<number>;
}
