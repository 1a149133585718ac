import type { Drill } from "../../router/types.ts";
import type { Clock } from "../../spec/clock.ts";
import { shortRouteName } from "../status/route-name.ts";
import { drillFaults } from "./faults.ts";

/** What the status bar shows of a drill. */
export interface DrillSign {
  readonly routeId: string;
  readonly text: string;
  readonly tooltip: string;
}

/** A drill in the status bar, with the whole seconds that are left of it. */
export function drillSign({ routeId, fault, until }: Drill, now: number): DrillSign {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const name = shortRouteName(routeId);
  return {
    routeId,
    text: `$(flame) Fire drill: ${name} · ${seconds} s`,
    tooltip: `Fire drill at ${routeId}: ${drillFaults[fault].phrase}. Nothing is sent to it. Click to end the drill.`,
  };
}

/** Shows the drills under way and counts down, each second, until the last one is over. */
export class DrillWatch {
  readonly #clock: Clock;
  readonly #show: (signs: readonly DrillSign[]) => void;
  #drills: readonly Drill[] = [];
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, show: (signs: readonly DrillSign[]) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  /** Drills began or ended. */
  changed(drills: readonly Drill[]): void {
    this.#drills = drills;
    this.#draw();
  }

  dispose(): void {
    this.changed([]);
  }

  #draw(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const now = this.#clock.now();
    this.#show(this.#drills.map((drill) => drillSign(drill, now)));
    if (this.#drills.length === 0) return;
    // At the moment at which a figure changes, so that none is shown longer than the others.
    const dueMs = this.#drills.map(({ until }) => Math.max(0, until - now) % 1000 || 1000);
    this.#cancel = this.#clock.schedule(Math.min(...dueMs), () => this.#draw());
  }
}
