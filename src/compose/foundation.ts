import type * as vscode from "vscode";
import type { ChatController } from "../features/chat/controller.ts";
import type { Pins } from "../features/status/pins.ts";
import type { StatusItem } from "../features/status/register.ts";
import type { Log } from "../platform/log.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import type { Routed } from "./route.ts";

/** Everything that the features are built from. */
export interface Foundation extends Connected, Routed {
  readonly context: vscode.ExtensionContext;
  readonly keep: Keep;
  readonly log: Log;
}

/** What the features offer each other. */
export interface Parts {
  readonly pins: Pins;
  readonly status: StatusItem;
  readonly chat: ChatController;
}
