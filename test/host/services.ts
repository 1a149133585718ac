import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Services } from "../../src/compose.ts";

/** What the extension is made of; it hands this out only under a test runner. */
export async function services(): Promise<Services> {
  const extension = vscode.extensions.getExtension<Services | undefined>("switchyard.switchyard");
  const made = await extension?.activate();
  assert.ok(made, "the extension is not in test mode");
  return made;
}

/** Waits until `check` gives something, and returns it. */
export async function until<T>(what: string, check: () => T | undefined | false, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = check();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`It did not come about within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const configuration = () => vscode.workspace.getConfiguration("switchyard");

/** Changes a setting of the user, and waits until it holds. */
export async function set(key: string, value: unknown): Promise<void> {
  await configuration().update(key, value, vscode.ConfigurationTarget.Global);
}

/** Turns the simulator on and waits until it answers. */
export async function simulatorOn(): Promise<void> {
  await set("simulator.enabled", true);
  const { simulator } = await services();
  await until("the simulator runs", () => simulator.running);
}

export async function simulatorOff(): Promise<void> {
  await set("simulator.enabled", undefined);
  const { simulator } = await services();
  await until("the simulator is off", () => simulator.running === undefined);
}
