/** A process that stands for a window: told over IPC to share a port or to leave it, and tells of each state. */
import { systemClock } from "../../../src/platform/clock.ts";
import { shareGateway, type SharedGateway } from "../../../src/gateway/share/share.ts";
import { startStub } from "./stub-gateway.ts";

let shared: SharedGateway | undefined;
let token = "";

process.on("message", (said: { readonly share?: number; readonly token?: string; readonly leave?: true }) => {
  token = said.token ?? token;
  if (said.leave) void shared?.stop();
  if (said.share === undefined) return;
  shared = shareGateway({
    port: said.share,
    start: (port) => startStub(port, () => token),
    token: () => token,
    clock: systemClock,
    changed: () => process.send?.(shared?.state.kind),
  });
});
