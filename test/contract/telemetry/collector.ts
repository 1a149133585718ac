import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { readBody, startServer } from "../../support/loopback-server.ts";

/** A request that a collector got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A span as OTLP has it in JSON, its attributes as plain values. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ReceivedPoint {
  readonly metric: string;
  readonly unit: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** A sum's or a gauge's value, a histogram's sum. */
  readonly value: number;
  readonly bounds?: readonly number[];
}

/** A stand-in for an OTLP collector on this machine. */
export interface Collector {
  readonly endpoint: string;
  readonly requests: readonly Received[];
  spans(): readonly ReceivedSpan[];
  /** Of the latest metrics request. */
  points(): readonly ReceivedPoint[];
  /** Of the latest request. */
  resource(): Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

export type Answer = (response: ServerResponse, request: Received) => void;

export function takeAll(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end("{}");
}

/** Starts a collector that takes what it gets, or answers as told. */
export async function startCollector(answer: Answer = takeAll): Promise<Collector> {
  const requests: Received[] = [];
  const server = await startServer(async (request: IncomingMessage, response: ServerResponse) => {
    const received = { path: request.url ?? "", headers: request.headers, body: await readBody(request) };
    requests.push(received);
    answer(response, received);
  });
  const bodies = (path: string) => requests.filter((request) => request.path === path).map(({ body }) => read(body));
  return {
    endpoint: server.url,
    requests,
    spans: () =>
      bodies("/v1/traces")
        .flatMap(({ resourceSpans = [] }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans))
        .flatMap(({ spans }) => spans.map((span) => ({ ...span, attributes: plain(span.attributes) }))),
    points: () =>
      (bodies("/v1/metrics").at(-1)?.resourceMetrics ?? [])
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics))
        .flatMap(pointsOf),
    resource() {
      const { resourceMetrics, resourceSpans } = read(requests.at(-1)?.body ?? "{}");
      return plain((resourceSpans ?? resourceMetrics)?.[0]?.resource.attributes ?? []);
    },
    stop: () => server.stop(),
  };
}

interface WireAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface WireResource {
  readonly resource: { readonly attributes: readonly WireAttribute[] };
}

interface WirePoint {
  readonly attributes: readonly WireAttribute[];
  readonly asDouble?: number;
  readonly asInt?: number;
  readonly sum?: number;
  readonly explicitBounds?: readonly number[];
}

interface WireMetric {
  readonly name: string;
  readonly unit: string;
  readonly sum?: { readonly dataPoints: readonly WirePoint[] };
  readonly gauge?: { readonly dataPoints: readonly WirePoint[] };
  readonly histogram?: { readonly dataPoints: readonly WirePoint[] };
}

type WireSpan = Omit<ReceivedSpan, "attributes"> & { readonly attributes: readonly WireAttribute[] };

/** As much of an export request as is looked at: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface WireRequest {
  readonly resourceSpans?: readonly (WireResource & {
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  })[];
  readonly resourceMetrics?: readonly (WireResource & {
    readonly scopeMetrics: readonly { readonly metrics: readonly WireMetric[] }[];
  })[];
}

function read(body: string): WireRequest {
  return JSON.parse(body) as WireRequest;
}

function plain(attributes: readonly WireAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: Readonly<Record<string, unknown>>): unknown {
  const { arrayValue } = value as { readonly arrayValue?: { readonly values: readonly Record<string, unknown>[] } };
  return arrayValue ? arrayValue.values.map(plainValue) : Object.values(value)[0];
}

function pointsOf({ name, unit, sum, gauge, histogram }: WireMetric): readonly ReceivedPoint[] {
  const points = (sum ?? gauge ?? histogram)?.dataPoints ?? [];
  return points.map(({ attributes, asDouble, asInt, sum: total, explicitBounds }) => ({
    metric: name,
    unit,
    attributes: plain(attributes),
    value: Number(asDouble ?? asInt ?? total),
    ...(explicitBounds && { bounds: explicitBounds }),
  }));
}
