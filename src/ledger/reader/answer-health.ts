import type { DatabaseSync } from "node:sqlite";
import type { Span } from "../../spec/series.ts";
import { text } from "../store/cells.ts";
import { decodeHealth } from "../store/decode.ts";
import { soundRows } from "../store/sound-rows.ts";
import type { HealthLog } from "./questions.ts";

const WITHIN = "SELECT * FROM health WHERE at >= ? AND at < ? ORDER BY at, number";
const TARGETS = "SELECT DISTINCT scope, key FROM health";
const LAST_BEFORE = "SELECT * FROM health WHERE scope = ? AND key = ? AND at < ? ORDER BY at DESC, number DESC LIMIT 1";

/** How breakers moved in a span, and how they stood when it began. */
export function answerHealthLog(database: DatabaseSync, { from, until }: Span): HealthLog {
  const lastBefore = database.prepare(LAST_BEFORE);
  const targets = database.prepare(TARGETS).all();
  const before = targets.flatMap((row) =>
    soundRows(lastBefore.all(text(row, "scope"), text(row, "key"), from), decodeHealth),
  );
  return {
    events: soundRows(database.prepare(WITHIN).all(from, until), decodeHealth),
    before: before.toSorted((a, b) => a.at - b.at),
  };
}
