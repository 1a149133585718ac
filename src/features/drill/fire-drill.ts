import * as vscode from "vscode";
import type { DrillChoice } from "../../manifest/commands.ts";
import type { Directory, DrillFault, Router } from "../../router/types.ts";
import { drillRows } from "./drill-rows.ts";
import { drillFaults, isDrillFault } from "./faults.ts";

export interface FireDrillDeps {
  readonly router: Pick<Router, "health" | "drill" | "drills">;
  readonly directory: Pick<Directory, "provider">;
}

/** Plays a fault at one of the user's own routes for a minute, or ends that; asks what is not said. */
export async function fireDrill(deps: FireDrillDeps, said?: unknown): Promise<void> {
  const choice = decodeChoice(said) ?? (await ask(deps));
  if (choice) deps.router.drill(choice.routeId, choice.fault);
}

interface Decided {
  readonly routeId: string;
  readonly fault: DrillFault | "none";
}

/** A menu hands over arguments of its own, so what is not a choice counts as none. */
function decodeChoice(said: unknown): Decided | undefined {
  if (typeof said !== "object" || said === null) return undefined;
  const { routeId, fault } = said as Partial<DrillChoice>;
  if (typeof routeId !== "string" || typeof fault !== "string") return undefined;
  return fault === "none" || isDrillFault(fault) ? { routeId, fault } : undefined;
}

async function ask({ router, directory }: FireDrillDeps): Promise<Decided | undefined> {
  const rows = drillRows(router, directory, router.drills());
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(
      "A fire drill plays a fault at one of your routes. Connect a model first.",
    );
    return undefined;
  }
  const row = await vscode.window.showQuickPick([...rows], {
    title: "Fire drill: see what happens when a model fails",
    placeHolder: "At which of your routes? Nothing is sent to it for a minute",
    matchOnDescription: true,
  });
  if (!row) return undefined;
  if (row.ends) return { routeId: row.routeId, fault: "none" };
  const faults = (Object.keys(drillFaults) as DrillFault[]).map((fault) => ({ fault, ...drillFaults[fault] }));
  const chosen = await vscode.window.showQuickPick(
    faults.map(({ fault, label, description }) => ({ fault, label, description })),
    { title: `Fire drill at ${row.label}`, placeHolder: "What should go wrong?", matchOnDescription: true },
  );
  return chosen && { routeId: row.routeId, fault: chosen.fault };
}
