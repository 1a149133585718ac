import type { Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import { failureRules } from "../failure-rules.ts";
import type { Directory } from "../types.ts";
import { modelKey } from "../model-key.ts";

/** A failed try, as long as the call may still go elsewhere. */
export interface Setback {
  readonly route: Route;
  readonly failure: Failure;
  /** Of the attempt. */
  readonly index: number;
}

/** What a call has learned from its failed tries about where it need not ask again. */
export class Setbacks {
  readonly #directory: Directory;
  readonly #done = new Set<string>();
  readonly #doneModels = new Set<string>();
  readonly #again = new Set<string>();
  #largerThan = 0;
  #untold: Setback | undefined;

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** Tokens of the largest window that the prompt was too long for. */
  get largerThan(): number {
    return this.#largerThan;
  }

  /** The last one if nobody was told of it yet. */
  get untold(): Setback | undefined {
    return this.#untold;
  }

  /** As `untold`; it then counts as told. */
  tell(): Setback | undefined {
    const untold = this.#untold;
    this.#untold = undefined;
    return untold;
  }

  isDone(route: Route): boolean {
    return this.#done.has(route.id) || this.#doneModels.has(modelKey(route));
  }

  add(setback: Setback): void {
    const { route, failure } = setback;
    this.#untold = setback;
    this.#done.add(route.id);
    const { aboutModel, onward } = failureRules[failure.class];
    if (aboutModel === true) this.#doneModels.add(modelKey(route));
    if (onward !== "larger-window") return;
    const window = this.#directory.model(route.provider, route.model)?.contextWindow ?? 0;
    this.#largerThan = Math.max(this.#largerThan, window);
  }

  /** Whether the route may be asked once more after all; it is then not done any more. Only once for each route. */
  mayAskAgain(route: Route): boolean {
    return !this.#again.has(route.id);
  }

  askAgain(route: Route): void {
    this.#again.add(route.id);
    this.#done.delete(route.id);
  }
}
