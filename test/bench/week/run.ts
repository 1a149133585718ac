import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { benchWeek } from "./bench-week.ts";

/** Plays the weeks alone, and prints what came of them. With WEEK_LOSSES=1 it tells each call that Switchyard lost. */
const measures = await benchWeek((call, record) => {
  if (process.env["WEEK_LOSSES"] === undefined || call.cancelAfterMs !== undefined) return;
  const tries = record.attempts.map(
    ({ routeId, startedAt, durationMs, failure, probe, role }) =>
      `${routeId}${probe ? " (probe)" : ""}${role ? ` (${role})` : ""} at ${Math.round(startedAt - call.at)} for ` +
      `${Math.round(durationMs)}: ${failure ? `${failure.class} ${failure.deadline ?? ""}` : "ok"}`,
  );
  console.log(`${call.task} ${new Date(call.at).toISOString()} ${record.outcome}: ${tries.join("; ") || "no try"}`);
});
console.log(await readFile(join(import.meta.dirname, "../../../out/week.md"), "utf8"));
const widest = Math.max(...Object.keys(measures).map((name) => name.length));
for (const [name, { value, unit }] of Object.entries(measures)) {
  console.log(`${name.padEnd(widest)}  ${value.toFixed(3).padStart(10)} ${unit}`);
}
