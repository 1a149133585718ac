import type { Provider } from "../../spec/provider.ts";
import type { FaultKind } from "../../spec/simulation.ts";

/** A running simulator: simulator/simulator.ts, loaded on first use. */
export interface RunningSimulator {
  readonly providers: readonly Provider[];
  setFault(providerId: string, fault: { readonly kind: FaultKind } | undefined): void;
  fault(providerId: string): { readonly kind: FaultKind } | undefined;
  stop(): Promise<void>;
}

/** Keeps the simulator in the state the user asked for. */
export interface SimulatorControl<S extends RunningSimulator = RunningSimulator> {
  /** Undefined while it is off. */
  readonly running: S | undefined;
  /** Starts or stops it; resolves when that is done. Calls made meanwhile are carried out in order. */
  set(on: boolean): Promise<void>;
}

/** `changed` is called after each start and stop. */
export function createSimulatorControl<S extends RunningSimulator>(
  start: () => Promise<S>,
  changed: () => void,
): SimulatorControl<S> {
  let running: S | undefined;
  let last: Promise<void> = Promise.resolve();
  const change = async (on: boolean) => {
    if (on === (running !== undefined)) return;
    if (running) {
      const stopping = running;
      // Out of sight first, so that nothing new is routed to it.
      running = undefined;
      changed();
      await stopping.stop();
    } else {
      running = await start();
      changed();
    }
  };
  return {
    get running() {
      return running;
    },
    set(on) {
      last = last.catch(() => {}).then(() => change(on));
      return last;
    },
  };
}
