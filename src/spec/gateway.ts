import type { Objective } from "./objective.ts";
import type { Task } from "./task.ts";

/** A name that tools ask for, and what it means: routes as in a chain, or a task's own ones, in an order of its own. */
export interface ModelName {
  /** A `*` in it stands for anything; the first that fits holds. */
  readonly name: string;
  /** None where only the task or the objective is named. */
  readonly chain?: readonly string[];
  readonly task?: Task;
  readonly objective?: Objective;
}

/**
 * How this process stands to the gateway that all windows of a user share.
 * - `serving`: it is here
 * - `following`: another window has it, and this one takes over when that ends
 * - `blocked`: it cannot run, for the reason in `message`: another program has the port, or no token can be kept
 */
export type GatewayState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "serving"; readonly url: string }
  | { readonly kind: "following"; readonly url: string }
  | { readonly kind: "blocked"; readonly port: number; readonly message: string };
