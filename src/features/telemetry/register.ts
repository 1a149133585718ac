import type * as vscode from "vscode";
import type { SettingProblem } from "../../connections/problem.ts";
import { decodeTelemetry, type TelemetrySetting } from "../../connections/telemetry.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { Exporter, ExporterOptions, ExporterStatus } from "../../telemetry/exporter.ts";
import type { Surroundings } from "../../telemetry/surroundings.ts";
import { resolveHeaders } from "./headers.ts";

/** Anything that tells of itself until it is let go of. */
type Source<T> = (listener: (value: T) => void) => { dispose(): unknown };

export interface TelemetryDeps {
  /** `switchyard.telemetry` as it stands. */
  readonly settings: { readonly read: () => unknown; readonly onDidChange: Source<void> };
  /** Tells of this window's own calls as they are priced. Listened to only while telemetry is on. */
  readonly onPriced: Source<PricedCall>;
  /** Tells of the moves of this window's breakers. */
  readonly onHealth: Source<HealthEvent>;
  /** Loads what exports. Not called before telemetry is on. */
  readonly load?: () => Promise<{ readonly startExporter: (options: ExporterOptions) => Exporter }>;
  readonly log: {
    info(message: string): void;
    warn(message: string): void;
    error(doing: string, error: unknown): void;
  };
  /** The value of a header in `secretHeaders`; undefined while it was not entered. */
  readonly secret: (header: string) => Promise<string | undefined>;
  readonly env?: (name: string) => string | undefined;
  /** Tells of a malformed setting; an empty list says that there is none. */
  readonly tellProblems: (problems: readonly SettingProblem[]) => void;
  readonly clock: Clock;
  /** The extension's. */
  readonly version: string;
  /** A random id of this window's process. */
  readonly instance: string;
  readonly around?: Surroundings;
}

export interface Telemetry extends vscode.Disposable {
  /** How the export does; undefined while telemetry is off. */
  status(): ExporterStatus | undefined;
  /** Starts anew: a secret header was entered or taken away. */
  refresh(): Promise<void>;
  /** Sends what is left, for at most 2 seconds. To be waited for when the window closes. */
  stop(): Promise<void>;
}

/** Follows `switchyard.telemetry`: while it names an endpoint, calls and breakers' moves are told there. */
export function registerTelemetry(deps: TelemetryDeps): Telemetry {
  return new FollowedTelemetry(deps);
}

interface Running {
  readonly exporter: Exporter;
  readonly listening: readonly { dispose(): unknown }[];
}

class FollowedTelemetry implements Telemetry {
  readonly #deps: TelemetryDeps;
  readonly #setting: { dispose(): unknown };
  #running: Running | undefined;
  #revision = 0;
  #stopped = false;
  /** Exporters that send what they have left. */
  #ending: Promise<unknown> = Promise.resolve();

  constructor(deps: TelemetryDeps) {
    this.#deps = deps;
    this.#setting = deps.settings.onDidChange(() => void this.refresh());
    void this.refresh();
  }

  status(): ExporterStatus | undefined {
    return this.#running?.exporter.status();
  }

  async refresh(): Promise<void> {
    if (this.#stopped) return;
    this.#revision += 1;
    try {
      await this.#startAnew(this.#revision);
    } catch (error) {
      this.#deps.log.error("telemetry", error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#revision += 1;
    this.#setting.dispose();
    this.#end();
    await this.#ending;
  }

  dispose(): void {
    void this.stop();
  }

  async #startAnew(revision: number): Promise<void> {
    const { env = (name) => process.env[name], load = loadExporter, log, secret, settings, tellProblems } = this.#deps;
    const { telemetry, problem } = decodeTelemetry(settings.read());
    tellProblems(problem ? [problem] : []);
    // The former one sends what it has left beside the new one's start: their calls are not the same.
    this.#end();
    if (telemetry === undefined) return;
    const resolved = await resolveHeaders(telemetry, { env, secret });
    if (revision !== this.#revision) return;
    if (!resolved.ok) {
      log.warn(`Telemetry is off: ${resolved.missing}`);
      return;
    }
    const { startExporter } = await load();
    // What was awaited may have been overtaken by another change, or by the end.
    if (revision !== this.#revision) return;
    this.#running = this.#listen(startExporter(this.#optionsFor(telemetry, resolved.headers)));
    log.info(`Telemetry goes to ${telemetry.endpoint}.`);
  }

  #optionsFor(telemetry: TelemetrySetting, headers: Readonly<Record<string, string>>): ExporterOptions {
    const { around, clock, instance, log, version } = this.#deps;
    const { endpoint, metrics, resource, traces, workspace } = telemetry;
    return {
      endpoint,
      headers,
      resource,
      traces,
      metrics,
      workspace,
      version,
      instance,
      clock,
      ...(around && { around }),
      onProblem: ({ message }) => log.warn(message),
    };
  }

  #listen(exporter: Exporter): Running {
    const { log, onHealth, onPriced } = this.#deps;
    // A bug here must not reach those who record calls.
    const guarded =
      <T>(tell: (value: T) => void) =>
      (value: T) => {
        try {
          tell(value);
        } catch (error) {
          log.error("telemetry", error);
        }
      };
    return {
      exporter,
      listening: [
        onPriced(guarded((call) => exporter.call(call))),
        onHealth(guarded((event) => exporter.health(event))),
      ],
    };
  }

  #end(): void {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    for (const listener of running.listening) listener.dispose();
    this.#ending = Promise.all([this.#ending, running.exporter.shutdown()]);
  }
}

function loadExporter() {
  return import("../../telemetry/exporter.ts");
}
