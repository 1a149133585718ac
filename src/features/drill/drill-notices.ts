import type { DrillNotice } from "../../protocol/drill.ts";
import type { Drill } from "../../router/types.ts";
import { drillFaults } from "./faults.ts";

/** The drills under way as the views show them. */
export function drillNotices(drills: readonly Drill[]): readonly DrillNotice[] {
  return drills.map(({ routeId, fault, until }) => ({ routeId, fault: drillFaults[fault].phrase, until }));
}
