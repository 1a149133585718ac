import type { Result } from "../../spec/failure.ts";
import type { AccountRequest, Ask } from "./account-api.ts";
import { UNREADABLE } from "./refusals.ts";

/** One page of a report. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** The cursor of the next page; missing on the last one. */
  readonly next?: string;
}

/** A report of some days has one or two; a cursor that never ends is the provider's mistake. */
const MOST_PAGES = 40;

/** Reads all pages of a report, one after the other. A page that fails fails the whole. */
export async function readPages<T>(
  ask: Ask,
  request: (page: string | undefined) => AccountRequest,
  decodePage: (answer: unknown) => Result<Page<T>>,
): Promise<Result<readonly T[]>> {
  const rows: T[] = [];
  let next: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const told = await ask(request(next));
    const page = told.ok ? decodePage(told.value) : told;
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    next = page.value.next;
    if (next === undefined) return { ok: true, value: rows };
  }
  return { ok: false, failure: UNREADABLE };
}
