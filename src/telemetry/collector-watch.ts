import type { SendOutcome } from "./outcome.ts";

export type Signal = "traces" | "metrics";

/** Why telemetry does not arrive. `message` is a sentence or two for a person, without headers. */
export interface ExportProblem {
  readonly kind: "unreachable" | "busy" | "refused";
  readonly message: string;
}

/** Notices when telemetry does not arrive, and tells it once until it does again. */
export class CollectorWatch {
  readonly #endpoint: string;
  readonly #onProblem: (problem: ExportProblem) => void;
  /** The problem of each signal that does not arrive. */
  readonly #failing = new Map<Signal, ExportProblem>();

  constructor(endpoint: string, onProblem: (problem: ExportProblem) => void) {
    this.#endpoint = endpoint;
    this.#onProblem = onProblem;
  }

  get problem(): ExportProblem | undefined {
    const [problem] = this.#failing.values();
    return problem;
  }

  saw(signal: Signal, outcome: SendOutcome): void {
    if (outcome.kind === "taken") {
      this.#failing.delete(signal);
      return;
    }
    const problem = { kind: outcome.kind, message: this.#describe(signal, outcome) };
    // One that is down is down for both signals; that it fails in another way is news.
    const known = [...this.#failing.values()].some(({ kind }) => kind === problem.kind);
    this.#failing.set(signal, problem);
    if (!known) this.#onProblem(problem);
  }

  #describe(signal: Signal, outcome: Exclude<SendOutcome, { kind: "taken" }>): string {
    switch (outcome.kind) {
      case "unreachable": {
        const code = outcome.code === undefined ? "" : ` (${outcome.code})`;
        return `The collector at ${this.#endpoint} does not answer${code}. It is tried again now and then; what is newest waits meanwhile.`;
      }
      case "busy":
        return `The collector at ${this.#endpoint} has no room just now. It is tried again now and then; what is newest waits meanwhile.`;
      case "refused": {
        const status = outcome.status === undefined ? "" : ` with HTTP status ${outcome.status}`;
        return `The collector at ${this.#endpoint} does not take ${signal}${status}.${advice(outcome.status, signal)}`;
      }
    }
  }
}

function advice(status: number | undefined, signal: Signal): string {
  if (status === 401 || status === 403) return " Look at the header that holds its key.";
  if (status === 404 || status === 405)
    return ` Look at the endpoint, to which /v1/${signal} is added, or set "${signal}" to false.`;
  return "";
}
