import type { PricedCall } from "../../spec/call.ts";
import type { CallsPage, CallsQuery } from "../../spec/call-query.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type {
  AcceptanceSeries,
  FailureCount,
  LatencySeries,
  Measure,
  Names,
  SeriesQuery,
  Span,
  UsageSeries,
} from "../../spec/series.ts";
import type { ExportAnswer, ExportQuery } from "../archive/export-calls.ts";

/** What users call their keys, by `Credential.id`: what `key:` in a filter is compared with. */
export type KeyLabels = Readonly<Record<string, string>>;

/** How breakers moved. */
export interface HealthLog {
  /** Within the span, oldest first. */
  readonly events: readonly HealthEvent[];
  /** Of each breaker the last one before the span, oldest first. */
  readonly before: readonly HealthEvent[];
}

/** Everything that can be asked of the ledger's file, with its answer. */
export interface Questions {
  readonly series: readonly [SeriesQuery, UsageSeries];
  readonly latency: readonly [SeriesQuery & { readonly measure: Measure }, LatencySeries];
  readonly failures: readonly [Omit<SeriesQuery, "grain">, readonly FailureCount[]];
  readonly acceptance: readonly [SeriesQuery, AcceptanceSeries];
  readonly calls: readonly [CallsQuery & { readonly keys?: KeyLabels }, CallsPage];
  readonly call: readonly [{ readonly id: string }, PricedCall | null];
  readonly names: readonly [null, Names];
  readonly healthLog: readonly [Span, HealthLog];
  /** Newest first; `lastAt` is the last day on which there was a call of it, in milliseconds since the Unix epoch. */
  readonly experiments: readonly [null, readonly { readonly name: string; readonly lastAt: number }[]];
  /** When the first call was that any sum knows of, at least its day. */
  readonly oldestAt: readonly [null, number | null];
  /** Writes a file; asked with `onProgress`, it tells how far it is. */
  readonly exportCalls: readonly [ExportQuery, ExportAnswer];
}

export type QuestionName = keyof Questions;

export type Question<K extends QuestionName = QuestionName> = {
  readonly [N in K]: { readonly name: N; readonly query: Questions[N][0] };
}[K];

export type AnswerTo<K extends QuestionName> = Questions[K][1];
