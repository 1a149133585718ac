import type { Clock } from "../spec/clock.ts";
import type { Provider } from "../spec/provider.ts";
import { systemClock } from "./clock.ts";
import { answerRequest, type ProviderState } from "./exchange.ts";
import { createFaultSwitch, type Fault } from "./fault.ts";
import { anthropicFormat } from "./formats/anthropic/format.ts";
import { geminiFormat } from "./formats/gemini/format.ts";
import { openAiFormat } from "./formats/openai/format.ts";
import { listen, type Listener } from "./listener.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { simulatedProviders, type SimulatedProvider } from "./providers.ts";
import { createRateWindow } from "./rate-window.ts";
import { createRequestLog, type RequestCounts, type RequestLog, type SimulatedRequest } from "./request-log.ts";
import type { Speed } from "./speed.ts";

/**
 * Loopback servers that stand in for providers, so that every feature can be used and tested without a key. They
 * speak the real wire formats and answer by fixed rules from what is in the request; everything they send is
 * labelled as simulated.
 */
export interface Simulator {
  /** Rows as in the catalog, with the base URLs of this run. */
  readonly providers: readonly Provider[];
  /** From now on, `fault` spoils what this provider answers; `undefined` clears it. */
  setFault(providerId: string, fault: Fault | undefined): void;
  fault(providerId: string): Fault | undefined;
  setSpeed(providerId: string, speed: Speed): void;
  /** The last thousand requests, newest last. */
  readonly requests: readonly SimulatedRequest[];
  counts(providerId: string): RequestCounts;
  /** Connections open now, over all providers. */
  openSockets(): number;
  /** Closes every port and connection; answers under way end as aborted. */
  stop(): Promise<void>;
}

export interface SimulatorOptions {
  /** For all providers; what is left out stays as it is in their rows. */
  readonly speed?: Partial<Speed>;
  readonly clock?: Clock;
}

/** One simulated provider with its server. */
interface Upstream {
  readonly row: Provider;
  readonly state: ProviderState;
  readonly listener: Listener;
  setSpeed(speed: Speed): void;
}

/** Starts the four simulated providers, each on a free port of 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const log = createRequestLog();
  const upstreams = new Map<string, Upstream>();
  for (const provider of simulatedProviders) {
    upstreams.set(provider.id, await startUpstream(provider, log, options));
  }
  const find = (providerId: string): Upstream => {
    const upstream = upstreams.get(providerId);
    if (upstream === undefined) throw new RangeError(`There is no simulated provider ${providerId}.`);
    return upstream;
  };

  return {
    providers: [...upstreams.values()].map(({ row }) => row),
    setFault(providerId, fault) {
      const { state, listener } = find(providerId);
      state.faults.set(fault);
      if (fault?.kind === "refuse") listener.close();
      else listener.open();
    },
    fault: (providerId) => find(providerId).state.faults.current(),
    setSpeed: (providerId, speed) => find(providerId).setSpeed(speed),
    requests: log.requests,
    counts: (providerId) => log.counts(find(providerId).row.id),
    openSockets: () => [...upstreams.values()].reduce((sum, { listener }) => sum + listener.sockets(), 0),
    async stop() {
      await Promise.all([...upstreams.values()].map(({ listener }) => listener.stop()));
    },
  };
}

const formats = { openai: openAiFormat, anthropic: anthropicFormat, gemini: geminiFormat };

async function startUpstream(
  provider: SimulatedProvider,
  log: RequestLog,
  { clock = systemClock, speed: speedOption }: SimulatorOptions,
): Promise<Upstream> {
  const { format, basePath, speed: ownSpeed, ...row } = provider;
  let speed: Speed = { ...ownSpeed, ...speedOption };
  let lastId = 0;
  const state: ProviderState = {
    id: provider.id,
    format: formats[format](provider.models, () => log.counts(provider.id)),
    models: provider.models,
    faults: createFaultSwitch(),
    cache: createPromptCache(clock),
    window: createRateWindow(clock),
    log,
    clock,
    speed: () => speed,
    nextRequestId: () => `sim${String(++lastId).padStart(6, "0")}`,
  };
  const listener = await listen((request, response) => {
    // A connection from before the port was closed may still bring a request.
    if (state.faults.current()?.kind === "refuse") request.socket.destroy();
    else void answerRequest(state, request, response);
  });
  return {
    row: { ...row, baseUrl: `http://127.0.0.1:${listener.port}${basePath}` },
    state,
    listener,
    setSpeed: (next) => {
      speed = next;
    },
  };
}
