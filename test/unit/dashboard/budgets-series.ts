import { noUsage, type SeriesQuery, type UsageSeries } from "../../../src/spec/series.ts";

/** Something that was paid for. */
export interface Paid {
  readonly at: number;
  readonly usd: number;
}

/** Answers as the ledger would that knows these payments alone, and keeps what it was asked. */
export function ledgerOf(payments: readonly Paid[]): {
  readonly asked: SeriesQuery[];
  readonly series: (query: SeriesQuery) => Promise<UsageSeries>;
} {
  const asked: SeriesQuery[] = [];
  return {
    asked,
    series(query) {
      asked.push(query);
      const starts = startsOf(query);
      const buckets = starts.map((from, at) => {
        const until = starts[at + 1] ?? query.span.until;
        const inside = payments.filter((paid) => paid.at >= from && paid.at < until);
        return { ...noUsage, attempts: inside.length, usd: inside.reduce((sum, { usd }) => sum + usd, 0) };
      });
      const usd = buckets.reduce((sum, bucket) => sum + bucket.usd, 0);
      const parts = payments.length > 0 ? [{ name: "", totals: { ...noUsage, usd }, buckets }] : [];
      return Promise.resolve({ grain: query.grain, starts, parts });
    },
  };
}

/** First moments of local hours or days, from the span's own beginning. */
function startsOf({ span, grain }: SeriesQuery): readonly number[] {
  const starts: number[] = [];
  const first = new Date(span.from);
  for (let n = 0, at = span.from; at < span.until; n += 1) {
    if (at > (starts.at(-1) ?? -1)) starts.push(at);
    at =
      grain === "hour"
        ? span.from + (n + 1) * 3_600_000
        : new Date(first.getFullYear(), first.getMonth(), first.getDate() + n + 1).getTime();
  }
  return starts;
}

/** Does something in another time zone that takes more than one turn; `inZone` is over with the first. */
export async function throughZone<T>(zone: string, work: () => Promise<T>): Promise<T> {
  const before = process.env["TZ"];
  process.env["TZ"] = zone;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
}
