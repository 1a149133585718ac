import type * as vscode from "vscode";
import { account } from "./compose/accounts.ts";
import { connect } from "./compose/connect.ts";
import { registerFeatures } from "./compose/features.ts";
import { gate } from "./compose/gateway.ts";
import type { Keep } from "./compose/keep.ts";
import { record } from "./compose/record.ts";
import { route } from "./compose/route.ts";
import { telemeter } from "./compose/telemetry.ts";
import { createLog } from "./platform/log.ts";

/** What was built; tests inside the editor look at it (see extension.ts). */
export type Services = Awaited<ReturnType<typeof compose>>;

/** Builds everything, top to bottom in the order in which it depends on each other. Disposed through `context`. */
export async function compose(context: vscode.ExtensionContext) {
  const keep: Keep = (disposable) => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = keep(createLog());
  const connected = await connect(context, keep, log);
  const recorded = await record(context, keep, log, connected);
  const routed = route(keep, log, connected, recorded);
  const accounted = account(keep, log, connected, recorded);
  const telemetry = telemeter(context, keep, log, connected, routed);
  const gated = gate(keep, log, { context, ...connected, ...recorded, ...routed });
  const base = { context, keep, log, telemetry, ...connected, ...recorded, ...routed, ...accounted, ...gated };
  return { ...base, ...(await registerFeatures(base)) };
}
