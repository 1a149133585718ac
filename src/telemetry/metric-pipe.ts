import type { Meter } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from "@opentelemetry/sdk-metrics";

const EXPORT_EVERY_MS = 60_000;

/** Sums that are sent once a minute. */
export interface MetricPipe {
  readonly meter: Meter;
  flush(): Promise<void>;
  /** Sends what there is a last time. */
  shutdown(): Promise<void>;
}

export interface MetricPipeOptions {
  readonly resource: Resource;
  readonly scope: { readonly name: string; readonly version: string };
  readonly exporter: PushMetricExporter;
  /** How long an export may take, in milliseconds. */
  readonly timeoutMs: number;
}

export function openMetricPipe({ resource, scope, exporter, timeoutMs }: MetricPipeOptions): MetricPipe {
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: EXPORT_EVERY_MS,
    // The exporter keeps its own time; this one only must not run out first.
    exportTimeoutMillis: Math.min(2 * timeoutMs, EXPORT_EVERY_MS),
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return {
    meter: provider.getMeter(scope.name, scope.version),
    flush: () => provider.forceFlush(),
    shutdown: () => provider.shutdown(),
  };
}
