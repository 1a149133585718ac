import { defaultResource, resourceFromAttributes, type Resource } from "@opentelemetry/resources";
import type { SpanExporter } from "@opentelemetry/sdk-trace-base";
import { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import type { PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import { BatchQueue, type QueueCounts } from "./batch-queue.ts";
import { CollectorWatch, type ExportProblem } from "./collector-watch.ts";
import { openMetricPipe, type MetricPipe } from "./metric-pipe.ts";
import { CallMeters } from "./metrics.ts";
import { createMetricExporter, createTraceExporter, type OtlpTarget } from "./otlp.ts";
import { sendThrough, type SendOutcome } from "./outcome.ts";
import { readableSpan, type SpanSource } from "./readable-span.ts";
import { spansOf } from "./spans.ts";
import type { Surroundings } from "./surroundings.ts";

/** How long a request may take with its retries: what OTLP's own exporters allow. */
const TIMEOUT_MS = 10_000;

/** How long the last export may hold up the end. */
const SHUTDOWN_MS = 2_000;

export interface ExporterOptions {
  /** The collector's base address, without a slash at the end; `/v1/traces` and `/v1/metrics` are added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Attributes that tell where all of it comes from; they win over `service.name` and the like. */
  readonly resource: Readonly<Record<string, string>>;
  readonly traces: boolean;
  readonly metrics: boolean;
  /** Whether the name of the folder that is open may be sent. */
  readonly workspace: boolean;
  /** The extension's. */
  readonly version: string;
  /** A random id of this window's process, so that two windows' sums are not taken for one that jumps. */
  readonly instance: string;
  readonly clock: Clock;
  readonly around?: Surroundings;
  /** Told once when telemetry does not arrive, and again only after it did. */
  readonly onProblem: (problem: ExportProblem) => void;
  /** How long a request may take with its retries, in milliseconds. */
  readonly timeoutMs?: number;
}

/** How an exporter does. */
export interface ExporterStatus {
  readonly endpoint: string;
  /** Why telemetry does not arrive just now. */
  readonly problem?: ExportProblem;
  /** What became of the calls' traces. */
  readonly calls: QueueCounts;
}

/** Sends calls and breakers' moves to a collector. Takes them at once, and never throws for what networks do. */
export interface Exporter {
  call(call: PricedCall): void;
  health(event: HealthEvent): void;
  /** Tries to send everything now. */
  flush(): Promise<void>;
  /** Tries to send everything for at most 2 seconds, and gives up the rest. */
  shutdown(): Promise<void>;
  status(): ExporterStatus;
}

/** Starts to export by OTLP over HTTP. Nothing is sent before there is something to tell, and nothing is kept on disk. */
export function startExporter(options: ExporterOptions): Exporter {
  return new OtlpHttpExporter(options);
}

class OtlpHttpExporter implements Exporter {
  readonly #options: ExporterOptions;
  readonly #around: Surroundings;
  readonly #watch: CollectorWatch;
  readonly #queue: BatchQueue<PricedCall> | undefined;
  readonly #pipe: MetricPipe | undefined;
  readonly #meters: CallMeters | undefined;
  #closed = false;

  constructor(options: ExporterOptions) {
    const { clock, endpoint, headers, metrics, onProblem, traces, timeoutMs = TIMEOUT_MS, version } = options;
    this.#options = options;
    this.#around = options.around ?? {};
    this.#watch = new CollectorWatch(endpoint, onProblem);
    const target: OtlpTarget = { endpoint, headers, timeoutMs };
    const source: SpanSource = { resource: resourceOf(options), scope: { name: "switchyard", version } };
    if (traces) {
      const exporter = createTraceExporter(target);
      this.#queue = new BatchQueue({ clock, send: (calls) => this.#sendTraces(exporter, calls, source) });
    }
    if (metrics) {
      const exporter = createMetricExporter(target, this.#watch.saw.bind(this.#watch, "metrics"));
      this.#pipe = openMetricPipe({ ...source, exporter, timeoutMs });
      this.#meters = new CallMeters(this.#pipe.meter, this.#around);
    }
  }

  call(call: PricedCall): void {
    if (this.#closed) return;
    this.#queue?.add(call);
    this.#meters?.call(call);
  }

  health(event: HealthEvent): void {
    if (!this.#closed) this.#meters?.health(event);
  }

  async flush(): Promise<void> {
    if (!this.#closed) await Promise.allSettled([this.#queue?.flush(), this.#pipe?.flush()]);
  }

  async shutdown(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const lastExport = Promise.allSettled([this.#queue?.flush(), this.#pipe?.shutdown()]);
    let cancel: (() => void) | undefined;
    const tooLong = new Promise<void>((resolve) => {
      cancel = this.#options.clock.schedule(SHUTDOWN_MS, resolve);
    });
    await Promise.race([lastExport, tooLong]);
    cancel?.();
    this.#queue?.close();
  }

  status(): ExporterStatus {
    const { problem } = this.#watch;
    return {
      endpoint: this.#options.endpoint,
      ...(problem && { problem }),
      calls: this.#queue?.counts ?? { waiting: 0, sent: 0, dropped: 0, refused: 0 },
    };
  }

  async #sendTraces(exporter: SpanExporter, calls: readonly PricedCall[], source: SpanSource): Promise<SendOutcome> {
    const options = { around: this.#around, workspace: this.#options.workspace };
    const outcome = await sendThrough(exporter, () =>
      calls.flatMap((call) => spansOf(call, options)).map((span) => readableSpan(span, source)),
    );
    this.#watch.saw("traces", outcome);
    return outcome;
  }
}

function resourceOf({ instance, resource, version }: ExporterOptions): Resource {
  const ours = {
    [ATTR_SERVICE_NAME]: "switchyard",
    [ATTR_SERVICE_VERSION]: version,
    [ATTR_SERVICE_INSTANCE_ID]: instance,
  };
  return defaultResource().merge(resourceFromAttributes({ ...ours, ...resource }));
}
