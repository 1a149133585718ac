import { AggregationTemporalityPreference, OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import type { Signal } from "./collector-watch.ts";
import { outcomeOf, type SendOutcome } from "./outcome.ts";

export interface OtlpTarget {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How long a request may take with its retries, in milliseconds. */
  readonly timeoutMs: number;
}

export function createTraceExporter(target: OtlpTarget): OTLPTraceExporter {
  return withoutEnvironment(() => new OTLPTraceExporter(configOf(target, "traces")));
}

/**
 * Sums count from the exporter's start, which Prometheus and its kind want.
 *
 * @param saw told what became of each export, because the reader that starts them tells nobody
 */
export function createMetricExporter(target: OtlpTarget, saw: (outcome: SendOutcome) => void): OTLPMetricExporter {
  const temporalityPreference = AggregationTemporalityPreference.CUMULATIVE;
  const exporter = withoutEnvironment(
    () => new OTLPMetricExporter({ ...configOf(target, "metrics"), temporalityPreference }),
  );
  const send = exporter.export.bind(exporter);
  exporter.export = (metrics, callback) =>
    send(metrics, (result) => {
      saw(outcomeOf(result));
      callback(result);
    });
  return exporter;
}

function configOf({ endpoint, headers, timeoutMs }: OtlpTarget, signal: Signal) {
  return { url: `${endpoint}/v1/${signal}`, headers: { ...headers }, timeoutMillis: timeoutMs };
}

/**
 * While an exporter is made, the library fills up what it is not given from OTEL_EXPORTER_OTLP_ variables. The editor
 * inherits them from the shell, where they are meant for the program that is being written: its collector's key must not
 * go to this one.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
function withoutEnvironment<T>(make: () => T): T {
  const hidden = Object.entries(process.env).filter(([name]) => name.startsWith("OTEL_"));
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}
