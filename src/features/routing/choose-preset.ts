import * as vscode from "vscode";
import { presets, type PresetName } from "../../connections/presets.ts";

export interface ChoosePresetDeps {
  /** The preset in use. */
  readonly current: () => PresetName;
  readonly write: (key: "preset", value: PresetName) => Promise<void>;
}

/** Lets the user choose how routes are ordered. */
export async function choosePreset({ current, write }: ChoosePresetDeps): Promise<void> {
  const names = Object.keys(presets) as PresetName[];
  const items = names.map((name) => ({
    name,
    label: `${presets[name].title}${name === current() ? " $(check)" : ""}`,
    detail: presets[name].description,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Routing preset",
    placeHolder: "How routes are ordered, where your policies do not say",
    matchOnDetail: true,
  });
  if (chosen && chosen.name !== current()) await write("preset", chosen.name);
}
