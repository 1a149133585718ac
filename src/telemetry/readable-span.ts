import { SpanKind, SpanStatusCode, TraceFlags, type HrTime, type SpanContext } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { SpanFacts } from "./spans.ts";

/** Who made the spans, besides what they say. */
export interface SpanSource {
  readonly resource: Resource;
  readonly scope: { readonly name: string; readonly version: string };
}

/**
 * A span as the library's exporter takes it. It is not made with a tracer, which would give it ids and times of its own:
 * calls are told when they are over.
 */
export function readableSpan(span: SpanFacts, { resource, scope }: SpanSource): ReadableSpan {
  const contextOf = (spanId: string): SpanContext => ({
    traceId: span.traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
  });
  const context = contextOf(span.spanId);
  return {
    name: span.name,
    kind: span.kind === "client" ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => context,
    ...(span.parentId !== undefined && { parentSpanContext: contextOf(span.parentId) }),
    startTime: hrTimeOf(span.startedAt),
    endTime: hrTimeOf(span.endedAt),
    duration: hrTimeOf(span.endedAt - span.startedAt),
    status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: span.attributes,
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

/** Milliseconds as whole seconds and the nanoseconds on top of them. */
export function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  // Through whole microseconds, because nanoseconds of this century are beyond what a number can tell apart.
  const nanos = Math.round((ms - seconds * 1000) * 1000) * 1000;
  return nanos >= 1e9 ? [seconds + 1, nanos - 1e9] : [seconds, nanos];
}
