import * as vscode from "vscode";
import type { FaultChoice, FaultKind } from "../../spec/simulation.ts";
import type { RunningSimulator } from "./control.ts";

const faults: Readonly<Record<FaultKind | "none", { readonly label: string; readonly description: string }>> = {
  none: { label: "Well", description: "answers as it should" },
  refuse: { label: "Down", description: "refuses every connection" },
  "rate-limit": { label: "Rate limited", description: "429 with a time to wait" },
  quota: { label: "Out of money", description: "the provider's own quota error" },
  overloaded: { label: "Overloaded", description: "no capacity just now" },
  "server-error": { label: "Broken", description: "an internal server error" },
  hang: { label: "Hanging", description: "takes the request and says nothing" },
  slow: { label: "Slow", description: "ten times slower than usual" },
  cut: { label: "Cut off", description: "the connection closes in mid-answer" },
  "in-band-error": { label: "Error in mid-answer", description: "an error event after some text" },
  garbage: { label: "Garbage", description: "something that is not its format" },
  "bad-key": { label: "Key refused", description: "the provider's own answer to a wrong key" },
};

/** Gives a simulated provider a fault, or asks which; so that a person can watch failover at work. */
export async function simulateFault(
  simulator: RunningSimulator | undefined,
  choice: FaultChoice | undefined,
): Promise<void> {
  if (!simulator) {
    void vscode.window.showInformationMessage(
      'Faults can be simulated while the simulator is on: run "Switchyard: Try Without Keys" first.',
    );
    return;
  }
  const chosen = choice ?? (await ask(simulator));
  if (chosen) simulator.setFault(chosen.providerId, chosen.kind === "none" ? undefined : { kind: chosen.kind });
}

async function ask(simulator: RunningSimulator): Promise<FaultChoice | undefined> {
  const providers = simulator.providers.map(({ id, name }) => ({
    id,
    label: name,
    description: faults[simulator.fault(id)?.kind ?? "none"].label,
  }));
  const provider = await vscode.window.showQuickPick(providers, {
    title: "Simulate a fault",
    placeHolder: "Of which provider?",
  });
  if (!provider) return undefined;
  const kinds = (Object.keys(faults) as (FaultKind | "none")[]).map((fault) => ({ fault, ...faults[fault] }));
  const chosen = await vscode.window.showQuickPick(kinds, {
    title: provider.label,
    placeHolder: "What should go wrong?",
  });
  return chosen && { providerId: provider.id, kind: chosen.fault };
}
