import type { Question } from "./questions.ts";

/** What the reader says to its worker thread. Ids tell questions apart. */
export type ToWorker =
  | { readonly kind: "ask"; readonly id: number; readonly question: Question; readonly now: number }
  /** The answer is not wanted any more. */
  | { readonly kind: "stop"; readonly id: number }
  /** Nor any other: it is to leave nothing half done, and end. */
  | { readonly kind: "end" };

/** And what comes back. */
export type FromWorker =
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** From 0 to 1. */
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "trouble"; readonly id: number; readonly trouble: ReadTrouble; readonly message: string };

/**
 * - `damaged`: the file cannot be trusted any more
 * - `moved`: there is no file at its path
 * - `passing`: may work when tried again
 */
export type ReadTrouble = "damaged" | "moved" | "passing";

/** What the worker thread is started with. */
export interface WorkerStart {
  /** Of the ledger's file. */
  readonly path: string;
}
