import type { Clock } from "../../spec/clock.ts";
import { decodeList, sizeOf, type DecodedList, type ListSize } from "./decode-list.ts";
import { readKeptList, readState, writeList, writeState, type KeptList, type RefreshState } from "./kept-list.ts";
import { BUNDLED, bundledProviders } from "./price-list.ts";
import type { PriceStore } from "./price-store.ts";
import { readLimited } from "./read-limited.ts";

/**
 * Where the list's makers publish it, as the package that comes with the program has it; a test holds the two together.
 *
 * @see https://github.com/pydantic/genai-prices
 */
export const LIST_URL = "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json";

/** The list has some 0.6 MB. */
const MOST_BYTES = 8 * 1024 * 1024;
const EVERY_MS = 24 * 3_600_000;

export interface RefreshOptions {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly store: PriceStore;
  /** Whether the user lets the program look for newer lists by itself. */
  readonly enabled: () => boolean;
}

/** What came of looking for a newer list. It is used from the next start on. */
export type Refreshed =
  | { readonly kind: "off" }
  /** It was looked for less than a day ago. */
  | { readonly kind: "not-due" }
  | { readonly kind: "refreshed"; readonly models: number }
  /** The list that is kept is still the newest. */
  | { readonly kind: "unchanged" }
  /** There is one, and it is not to be trusted; the one before is kept. */
  | { readonly kind: "refused"; readonly reason: string }
  /** None could be fetched or kept. */
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Looks for a newer list, at most once a day whatever comes of it and however many windows there are.
 *
 * @param asked the user wants it now, whatever the setting and the hour
 */
export async function refreshPrices(options: RefreshOptions, asked: boolean, signal: AbortSignal): Promise<Refreshed> {
  const { clock, store, enabled } = options;
  if (!asked && !enabled()) return { kind: "off" };
  try {
    const before = await readState(store);
    const triedAt = clock.now();
    if (!asked && before && isRecent(before.triedAt, triedAt)) return { kind: "not-due" };
    const { date, etag } = before ?? {};
    const kept = { ...(date !== undefined && { date }), ...(etag !== undefined && { etag }) };
    // First of all, so that another window does not look too.
    await writeState(store, { ...kept, triedAt });
    const { result, now = kept } = await look(options, etag, signal);
    const problem = "reason" in result ? { problem: result.reason } : {};
    await writeState(store, { ...now, triedAt, ...problem });
    return result;
  } catch (error) {
    return failed(error);
  }
}

/** The list that was kept, for `loadPriceList`; undefined when there is none that is newer than the bundled one. */
export async function keptPrices(store: PriceStore): Promise<KeptList | undefined> {
  const { date = 0 } = (await readState(store)) ?? {};
  return date <= BUNDLED.date ? undefined : await readKeptList(store, sizeOf(await bundledProviders()));
}

/** A time in the future is that of a clock that was wrong. */
function isRecent(triedAt: number, now: number): boolean {
  return triedAt <= now && now - triedAt < EVERY_MS;
}

interface Look {
  readonly result: Refreshed;
  /** What is kept now; missing means what was kept before. */
  readonly now?: Pick<RefreshState, "date" | "etag">;
}

async function look(options: RefreshOptions, etag: string | undefined, signal: AbortSignal): Promise<Look> {
  const { fetch, clock, store } = options;
  const atLeast = sizeOf(await bundledProviders());
  // Without the list itself its mark is worth nothing.
  const known = etag !== undefined && (await readKeptList(store, atLeast)) !== undefined;
  try {
    const headers = { accept: "application/json", ...(known && { "if-none-match": etag }) };
    const response = await fetch(LIST_URL, { headers, redirect: "error", signal });
    if (known && response.status === 304) return { result: { kind: "unchanged" }, now: { etag, date: clock.now() } };
    if (response.status !== 200) {
      await response.body?.cancel();
      return { result: { kind: "failed", reason: `the server answered with status ${response.status}` } };
    }
    const decoded = decodeText(await readLimited(response, MOST_BYTES), atLeast);
    if (decoded.kind === "refused") return { result: decoded };
    await writeList(store, decoded.providers);
    const mark = response.headers.get("etag");
    return {
      result: { kind: "refreshed", models: decoded.size.models },
      now: { date: clock.now(), ...(mark !== null && { etag: mark }) },
    };
  } catch (error) {
    return { result: failed(error) };
  }
}

function decodeText(text: string | undefined, atLeast: ListSize): DecodedList {
  if (text === undefined) return { kind: "refused", reason: "it is too large" };
  try {
    return decodeList(JSON.parse(text), atLeast);
  } catch {
    return { kind: "refused", reason: "it is not JSON" };
  }
}

function failed(error: unknown): Refreshed {
  return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
}
