import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Measure } from "../measure.ts";
import type { Examine } from "./contestants/switchyard.ts";
import { measuresOf } from "./measures.ts";
import { plotOf } from "./plot.ts";
import { developer, team } from "./scenario.ts";
import { playScenario, type Standings } from "./standings.ts";
import { tableOf } from "./table.ts";

/** Plays the week of a developer and of a team by every contestant, and keeps a table and a plot of it in out/. */
export async function benchWeek(examine?: Examine): Promise<Readonly<Record<string, Measure>>> {
  const all: Standings[] = [];
  for (const scenario of [developer, team]) all.push(await playScenario(scenario, examine));
  const out = join(import.meta.dirname, "../../../out");
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "week.md"), tableOf(all));
  await writeFile(join(out, "week.svg"), plotOf(all));
  return Object.assign({}, ...all.map(measuresOf));
}
