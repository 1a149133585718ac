import type { Clock } from "../../spec/clock.ts";
import { asRecord } from "../json.ts";
import type { Gateway, GatewayStats } from "../ports.ts";
import type { GatewayState } from "../../spec/gateway.ts";
import { type Occupant, recognise } from "./recognise.ts";

export interface ShareOptions {
  readonly port: number;
  /** Starts the gateway here. Rejects with the code `EADDRINUSE` where the port is taken. */
  readonly start: (port: number) => Promise<Gateway>;
  /** The secret that this user's gateways have in common; asked at each look, so that a new one holds at once. */
  readonly token: () => string;
  readonly clock: Clock;
  /** Told after each change of the state. */
  readonly changed: () => void;
  /** Who has a port that is taken; real processes are asked unless a test says otherwise. */
  readonly recognise?: (port: number, token: string, signal: AbortSignal) => Promise<Occupant>;
}

/** One of the processes that share a gateway: at any time one of them serves, and the others wait to take over. */
export interface SharedGateway {
  readonly state: GatewayState;
  /** Undefined while it is not this process that serves. */
  stats(): GatewayStats | undefined;
  /** Leaves: requests under way here get `graceMs` to end, and new ones go to who takes over. */
  stop(graceMs?: number): Promise<void>;
}

/** Within two seconds of a gateway's end another one is to serve; binding a port that is taken costs next to nothing. */
const followMs = 700;
/** The port was taken, and a moment later nobody was there: whoever had it has just ended. */
const soonMs = 60;
/** Another program's port is seldom given back. */
const blockedMs = 3_000;
/** A token is changed, or a busy window does not answer, for a moment only; then it is another program. */
const doubtsAllowed = 3;

/**
 * Serves a port, or follows the process of the same user that does and takes over when it ends, however it ended: the port
 * itself is the lock, which the system gives back also when a process is killed.
 */
export function shareGateway(options: ShareOptions): SharedGateway {
  return new PortSharer(options);
}

class PortSharer implements SharedGateway {
  readonly #options: ShareOptions;
  readonly #leaving = new AbortController();
  #state: GatewayState = { kind: "starting" };
  #gateway: Gateway | undefined;
  #doubts = 0;
  #cancelNext = () => {};
  #trying: Promise<void>;

  constructor(options: ShareOptions) {
    this.#options = options;
    this.#trying = this.#try();
  }

  get state(): GatewayState {
    return this.#state;
  }

  stats(): GatewayStats | undefined {
    return this.#gateway?.stats();
  }

  async stop(graceMs?: number): Promise<void> {
    this.#leaving.abort();
    this.#cancelNext();
    await this.#trying;
    const gateway = this.#gateway;
    this.#gateway = undefined;
    this.#become({ kind: "off" });
    await gateway?.close(graceMs);
  }

  /** Never rejects: why it could not serve is in the state. */
  async #try(): Promise<void> {
    const { port, start } = this.#options;
    try {
      this.#gateway = await start(port);
    } catch (error) {
      if (this.#left) return;
      if (asRecord(error)?.["code"] === "EADDRINUSE") await this.#look();
      else this.#beBlocked(refusal(port, error));
      return;
    }
    // Where it left meanwhile, `stop` waits for this and closes what was started.
    if (!this.#left) this.#become({ kind: "serving", url: this.#gateway.url });
  }

  /** Finds out who has the port. */
  async #look(): Promise<void> {
    const { port, recognise: who = recognise, token } = this.#options;
    const occupant = await who(port, token(), this.#leaving.signal);
    if (this.#left) return;
    if (occupant === "ours") {
      this.#doubts = 0;
      this.#become({ kind: "following", url: `http://127.0.0.1:${port}` });
      return this.#againIn(followMs);
    }
    this.#doubts += 1;
    if (this.#doubts > doubtsAllowed) return this.#beBlocked(`Port ${port} is in use by another program.`);
    this.#againIn(occupant === "nobody" ? soonMs : followMs);
  }

  #beBlocked(why: string): void {
    const message = `${why} It is tried again every few seconds.`;
    this.#become({ kind: "blocked", port: this.#options.port, message });
    this.#againIn(blockedMs);
  }

  #againIn(delayMs: number): void {
    this.#cancelNext = this.#options.clock.schedule(delayMs, () => void (this.#trying = this.#try()));
  }

  #become(state: GatewayState): void {
    if (sameState(this.#state, state)) return;
    this.#state = state;
    this.#options.changed();
  }

  get #left(): boolean {
    return this.#leaving.signal.aborted;
  }
}

function refusal(port: number, error: unknown): string {
  const code = asRecord(error)?.["code"];
  if (code === "EACCES") return `This system does not let the gateway use port ${port}.`;
  return `The gateway could not start at port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}

function sameState(one: GatewayState, other: GatewayState): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
