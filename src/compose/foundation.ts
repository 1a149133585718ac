import type * as vscode from "vscode";
import type { ChatController } from "../features/chat/controller.ts";
import type { Dashboard } from "../features/dashboard/register.ts";
import type { Pins } from "../features/status/pins.ts";
import type { StatusItem } from "../features/status/register.ts";
import type { Telemetry } from "../features/telemetry/register.ts";
import type { Log } from "../platform/log.ts";
import type { Accounted } from "./accounts.ts";
import type { Connected } from "./connect.ts";
import type { Gated } from "./gateway.ts";
import type { Keep } from "./keep.ts";
import type { Recorded } from "./record.ts";
import type { Routed } from "./route.ts";

/** Everything that the features are built from. */
export interface Foundation extends Connected, Recorded, Routed, Accounted, Gated {
  readonly context: vscode.ExtensionContext;
  readonly keep: Keep;
  readonly log: Log;
  readonly telemetry: Telemetry;
}

/** What the features offer each other. */
export interface Parts {
  readonly pins: Pins;
  readonly status: StatusItem;
  readonly chat: ChatController;
  readonly dashboard: Dashboard;
}
