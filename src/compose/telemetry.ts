import { randomUUID } from "node:crypto";
import type * as vscode from "vscode";
import { createProblemReporter } from "../features/problems/reporter.ts";
import { headerSecret } from "../features/telemetry/enter-header.ts";
import { registerTelemetry, type Telemetry } from "../features/telemetry/register.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import type { Routed } from "./route.ts";

/** Tells calls to a collector while the user names one. */
export function telemeter(
  context: vscode.ExtensionContext,
  keep: Keep,
  log: Log,
  { connections, settings }: Connected,
  { breakerMoved, onPriced }: Routed,
): Telemetry {
  const manifest: { readonly version?: unknown } = context.extension.packageJSON;
  return keep(
    registerTelemetry({
      settings: {
        read: () => settings.read("telemetry"),
        onDidChange: (listener) => settings.onDidChange(["telemetry"], listener),
      },
      onPriced,
      onHealth: breakerMoved.event,
      log,
      secret: async (header) => context.secrets.get(headerSecret(header)),
      tellProblems: createProblemReporter(log.warn),
      clock: systemClock,
      version: String(manifest.version),
      instance: randomUUID(),
      around: { provider: connections.provider },
    }),
  );
}
