import type { Provider } from "@pydantic/genai-prices";
import { decodeList, type ListSize } from "./decode-list.ts";
import type { PriceStore } from "./price-store.ts";

/** A list that was fetched and kept. */
export interface KeptList {
  readonly providers: readonly Provider[];
  /** When it was last known to be the newest there is, in milliseconds since the Unix epoch. */
  readonly date: number;
}

/** What is known of looking for a newer list. */
export interface RefreshState {
  /** When it was last looked for, in milliseconds since the Unix epoch. */
  readonly triedAt: number;
  /** Why that gave no list, in one sentence. */
  readonly problem?: string;
  /** The `KeptList.date`. */
  readonly date?: number;
  /** The server's mark of the list that is kept. */
  readonly etag?: string;
}

const STATE = "price-refresh.json";
const LIST = "price-list.json";

/** The list that was kept, if it is whole. */
export async function readKeptList(store: PriceStore, atLeast: ListSize): Promise<KeptList | undefined> {
  const { date } = (await readState(store)) ?? {};
  if (date === undefined) return undefined;
  const decoded = decodeList(parse(await store.read(LIST)), atLeast);
  return decoded.kind === "list" ? { providers: decoded.providers, date } : undefined;
}

export async function writeList(store: PriceStore, providers: readonly Provider[]): Promise<void> {
  await store.write(LIST, JSON.stringify(providers));
}

/** Undefined when it was never looked for a list, or when nobody knows any more. */
export async function readState(store: PriceStore): Promise<RefreshState | undefined> {
  const value = parse(await store.read(STATE));
  if (typeof value !== "object" || value === null) return undefined;
  const { triedAt, problem, date, etag } = value as Record<keyof RefreshState, unknown>;
  if (!isTime(triedAt)) return undefined;
  return {
    triedAt,
    ...(typeof problem === "string" && { problem }),
    ...(isTime(date) && { date }),
    ...(typeof etag === "string" && { etag }),
  };
}

export async function writeState(store: PriceStore, state: RefreshState): Promise<void> {
  await store.write(STATE, JSON.stringify(state));
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
