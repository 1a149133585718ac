import type { Router } from "../../router/types.ts";
import { editorTasks } from "../../spec/task.ts";
import type { GatewayStats } from "../ports.ts";

/** Upper bounds of the times that answers take, in seconds. */
const bounds = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

interface Counted {
  readonly requests: number;
  readonly lastAt: number;
}

/** Counts what goes through the gateway, for the panel and for Prometheus. */
export interface Metrics {
  /** A request came; the function it returns is to be called once, with the answer's status, when it is over. */
  began(entrance: string, client: string, at: number): (status: number, tookMs: number) => void;
  readonly underWay: number;
  stats(): GatewayStats;
  /** Prometheus' text format 0.0.4. */
  text(router: Router): string;
}

/** Counts from nothing. */
export function createMetrics(startedAt: number): Metrics {
  const byClient = new Map<string, Counted>();
  const byStatus = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly count: number }>();
  const buckets = bounds.map(() => 0);
  let requests = 0;
  let underWay = 0;
  let answered = 0;
  let seconds = 0;
  const requestCounts = () => [...byStatus.values()].map(({ labels, count }) => [labelsOf(labels), count] as const);

  return {
    began(entrance, client, at) {
      requests += 1;
      underWay += 1;
      const before = byClient.get(client)?.requests ?? 0;
      byClient.set(client, { requests: before + 1, lastAt: at });
      return (status, tookMs) => {
        underWay -= 1;
        answered += 1;
        seconds += tookMs / 1000;
        for (const [index, bound] of bounds.entries()) {
          if (tookMs / 1000 <= bound) buckets[index] = (buckets[index] ?? 0) + 1;
        }
        const key = `${entrance} ${client} ${status}`;
        const known = byStatus.get(key) ?? { labels: { entrance, client, status: String(status) }, count: 0 };
        byStatus.set(key, { ...known, count: known.count + 1 });
      };
    },
    get underWay() {
      return underWay;
    },
    stats: () => ({
      startedAt,
      requests,
      underWay,
      clients: [...byClient].map(([client, one]) => ({ client, ...one })).toSorted((a, b) => b.requests - a.requests),
    }),
    text: (router) =>
      [
        ...family("switchyard_requests_total", "counter", "Requests answered.", requestCounts()),
        ...family("switchyard_requests_under_way", "gauge", "Requests being answered.", [["", underWay]]),
        ...histogram(buckets, answered, seconds),
        ...family(
          "switchyard_route_up",
          "gauge",
          "1 where calls are let through to a route of a chain, 0.5 where one finds out if it is well again, else 0.",
          routeStates(router),
        ),
        "",
      ].join("\n"),
  };
}

function family(
  name: string,
  type: string,
  help: string,
  samples: readonly (readonly [string, number])[],
): readonly string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}

function histogram(buckets: readonly number[], count: number, sum: number): readonly string[] {
  const name = "switchyard_request_seconds";
  return [
    `# HELP ${name} From a request's first byte to its answer's last.`,
    `# TYPE ${name} histogram`,
    ...bounds.map((bound, at) => `${name}_bucket{le="${bound}"} ${buckets[at]}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ];
}

function routeStates(router: Router): readonly (readonly [string, number])[] {
  const values = { closed: 1, "half-open": 0.5, open: 0 };
  return editorTasks.flatMap((task) =>
    router.health(task).map(({ routeId, state }) => [labelsOf({ task, route: routeId }), values[state.kind]] as const),
  );
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const escape = (value: string): string =>
    value
      .replaceAll("\\", String.raw`\\`)
      .replaceAll('"', String.raw`\"`)
      .replaceAll("\n", String.raw`\n`);
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return `{${pairs.join(",")}}`;
}
