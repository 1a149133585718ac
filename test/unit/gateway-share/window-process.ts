/**
 * A process that stands for a window: told over IPC to share a port or to leave it, and tells of each state. The gateway
 * that it shares is a real one where that is asked for, else as much of one as sharing needs.
 */
import type { Gateway } from "../../../src/gateway/ports.ts";
import { shareGateway, type SharedGateway } from "../../../src/gateway/share/share.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { startGatewayStand } from "../../support/gateway-stand.ts";
import { startStub } from "./stub-gateway.ts";

/** What a window is told. */
export interface Told {
  readonly share?: number;
  readonly token?: string;
  readonly real?: boolean;
  readonly leave?: true;
}

let shared: SharedGateway | undefined;
let token = "";

process.on("message", (told: Told) => {
  token = told.token ?? token;
  if (told.leave) void shared?.stop();
  if (told.share === undefined) return;
  shared = shareGateway({
    port: told.share,
    start: told.real ? startReal : (port) => startStub(port, () => token),
    token: () => token,
    clock: systemClock,
    changed: () => process.send?.(shared?.state.kind),
  });
});

async function startReal(port: number): Promise<Gateway> {
  return (await startGatewayStand({ providers: [], port })).gateway;
}
