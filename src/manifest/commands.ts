import type { FaultChoice } from "../spec/simulation.ts";
import type { Task } from "../spec/task.ts";

/** A fire drill as a command takes it: a route as written in a chain, and a fault's name, or `none` to end the drill there. */
export interface DrillChoice {
  readonly routeId: string;
  readonly fault: string;
}

/**
 * Every command of the extension: its id, the arguments it takes when called from code, and the title under which
 * package.json offers it. compose.ts must give a handler for each; a test holds package.json to the titles.
 */
export interface CommandArguments {
  "switchyard.chat.open": [];
  "switchyard.chat.new": [];
  /** With no argument: the active editor's selection, or what is around the caret. */
  "switchyard.explain": [];
  "switchyard.completion.toggle": [];
  /** With no task: the one the user is at. */
  "switchyard.route.pick": [task?: Task];
  /** With no task: the one the user is at. */
  "switchyard.routing.explain": [task?: Task];
  "switchyard.routing.preset": [];
  /** With no argument: asks which route and which fault. */
  "switchyard.drill": [choice?: DrillChoice];
  "switchyard.keys.add": [providerId?: string];
  "switchyard.keys.manage": [];
  "switchyard.localServer.add": [];
  "switchyard.usage.open": [];
  /** With no argument: at the page where it was left. */
  "switchyard.dashboard.open": [place?: { readonly page: string; readonly filter?: string }];
  "switchyard.telemetry.header": [];
  "switchyard.gateway.start": [];
  "switchyard.gateway.stop": [];
  /** Offers its address, its token and ready settings for tools. */
  "switchyard.gateway.show": [];
  /** Asks first. */
  "switchyard.gateway.rotateToken": [];
  "switchyard.simulator.start": [];
  "switchyard.simulator.stop": [];
  /** With no argument: asks which provider and which fault. */
  "switchyard.simulator.fault": [choice?: FaultChoice];
  "switchyard.log.show": [];
}

export type CommandId = keyof CommandArguments;

export const commandTitles: Readonly<Record<CommandId, string>> = {
  "switchyard.chat.open": "Open Chat",
  "switchyard.chat.new": "New Chat",
  "switchyard.explain": "Explain Selection",
  "switchyard.completion.toggle": "Turn Ghost Text On or Off",
  "switchyard.route.pick": "Switch Model…",
  "switchyard.routing.explain": "Explain Routing…",
  "switchyard.routing.preset": "Choose a Routing Preset…",
  "switchyard.drill": "Fire Drill…",
  "switchyard.keys.add": "Add API Key…",
  "switchyard.keys.manage": "Manage API Keys…",
  "switchyard.localServer.add": "Use a Local Server…",
  "switchyard.usage.open": "Show Usage",
  "switchyard.dashboard.open": "Open Dashboard",
  "switchyard.telemetry.header": "Enter a Telemetry Header…",
  "switchyard.gateway.start": "Start the Gateway",
  "switchyard.gateway.stop": "Stop the Gateway",
  "switchyard.gateway.show": "Use the Gateway…",
  "switchyard.gateway.rotateToken": "Make a New Gateway Token…",
  "switchyard.simulator.start": "Try Without Keys",
  "switchyard.simulator.stop": "Stop the Simulator",
  "switchyard.simulator.fault": "Simulate a Fault…",
  "switchyard.log.show": "Show Log",
};
