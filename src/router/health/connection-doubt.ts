import type { Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import type { Attempt } from "../attempt/attempt.ts";
import type { HealthBook } from "./health-book.ts";
import type { Lease } from "./lease.ts";
import { isOnThisMachine } from "../plan/on-this-machine.ts";
import type { Directory } from "../types.ts";

interface Suspect {
  readonly route: Route;
  readonly failure: Failure;
  readonly lease: Lease;
}

/**
 * Judges the attempts of one call. A provider that cannot be reached is not blamed at once: if the call finds no
 * provider on the internet that can be, the machine is offline, and nobody's health changes. As soon as one is found,
 * the others were to blame.
 */
export class ConnectionDoubt {
  readonly #health: HealthBook;
  readonly #directory: Directory;
  #suspects: readonly Suspect[] = [];

  constructor(health: HealthBook, directory: Directory) {
    this.#health = health;
    this.#directory = directory;
  }

  /** Tells the route's health how the attempt failed, or keeps it back while it may have been the connection. */
  judge(route: Route, attempt: Attempt, lease: Lease): void {
    const { failure } = attempt;
    if (isOnThisMachine(this.#directory, route.provider)) {
      if (failure) this.#health.failed(route, failure, lease);
    } else if (failure?.class === "network" && !attempt.reached) {
      this.#suspects = [...this.#suspects, { route, failure, lease }];
    } else {
      if (failure) this.#health.failed(route, failure, lease);
      if (failure || attempt.reached) this.#blameSuspects();
    }
  }

  #blameSuspects(): void {
    for (const { route, failure, lease } of this.#suspects) this.#health.failed(route, failure, lease);
    this.#suspects = [];
  }
}
