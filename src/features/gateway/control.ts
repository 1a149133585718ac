import type { GatewayState } from "../../spec/gateway.ts";
import type { Traffic } from "./standing.ts";

/** This window's part in the gateway: gateway/share/share.ts, loaded on first use. */
export interface GatewayShare {
  readonly state: GatewayState;
  /** Undefined while it is not this window that serves. */
  stats(): Traffic | undefined;
  stop(graceMs?: number): Promise<void>;
}

export interface GatewayControlDeps {
  /** The port that the settings ask for; undefined while they ask for no gateway. */
  readonly wanted: () => number | undefined;
  /** Joins in at a port. Rejects with a sentence for the user where that is not possible at all. */
  readonly share: (port: number) => Promise<GatewayShare>;
  /** Told after each change of the standing that a share does not tell of by itself. */
  readonly changed: () => void;
}

/** Keeps this window's part in the gateway as the settings ask for it. */
export interface GatewayControl {
  readonly standing: GatewayState;
  traffic(): Traffic | undefined;
  /** Starts, stops or moves it; resolves when that is done. Changes made meanwhile are carried out in order. */
  follow(): Promise<void>;
  /** Ends it for good; requests under way get `graceMs` to end. */
  stop(graceMs?: number): Promise<void>;
}

/** What requests under way get when the gateway is switched off or moved. */
const patientMs = 30_000;

export function createGatewayControl({ wanted, share, changed }: GatewayControlDeps): GatewayControl {
  let port: number | undefined;
  let shared: GatewayShare | undefined;
  let meanwhile: GatewayState = { kind: "off" };
  let ended = false;
  let last: Promise<void> = Promise.resolve();
  /** Gateways that let their last requests end. */
  let ending: Promise<unknown> = Promise.resolve();

  const become = (standing: GatewayState, joined?: GatewayShare) => {
    meanwhile = standing;
    shared = joined;
    changed();
  };
  const leave = (graceMs?: number) => {
    const left = shared;
    port = undefined;
    become({ kind: "off" });
    if (left) ending = Promise.all([ending, left.stop(graceMs)]);
  };
  const change = async () => {
    const asked = ended ? undefined : wanted();
    if (asked === port) return;
    // Nobody waits for the one that is left, so what it is answering may go on for a while.
    leave(patientMs);
    if (asked === undefined) return;
    port = asked;
    become({ kind: "starting" });
    try {
      become(meanwhile, await share(asked));
    } catch (error) {
      become({ kind: "blocked", port: asked, message: error instanceof Error ? error.message : String(error) });
    }
  };
  const inTurn = (work: () => Promise<void> | void) => (last = last.then(work));
  return {
    get standing() {
      return shared?.state ?? meanwhile;
    },
    traffic: () => shared?.stats(),
    follow: () => inTurn(change),
    async stop(graceMs) {
      ended = true;
      await inTurn(() => leave(graceMs));
      await ending;
    },
  };
}
