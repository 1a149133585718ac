import {
  createScriptedRouter,
  endOf,
  finish,
  pause,
  text,
  type Script,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import type { CallEvent } from "../../../../src/router/events.ts";
import { teach } from "./taught.ts";

/** Routes that are known to begin after 300 ms, and what they do now. */
export function createSlowBench(
  scripts: Readonly<Record<string, Script>>,
  ...more: Parameters<typeof createScriptedRouter>
): ScriptedRouter {
  const bench = createScriptedRouter(...more);
  for (const routeId of ["a/m", "b/m", "c/m"]) teach(bench, routeId);
  for (const [routeId, script] of Object.entries(scripts)) bench.script(routeId, script);
  return bench;
}

/** Headers at once, and what follows after a while. */
export const after = (ms: number, ...steps: Script): Script => [{ type: "start" }, pause(ms), ...steps];

/** Long after all that is usual. */
export const late = after(1200, text("late"), finish);

/** Each attempt in a few words, such as `b/m hedge succeeded`. */
export const attemptsOf = (events: readonly CallEvent[]): readonly string[] =>
  endOf(events).record.attempts.map(({ routeId, role, outcome }) => `${routeId} ${role ?? "try"} ${outcome}`);
