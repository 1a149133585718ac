import type { FailureClass } from "../../spec/failure.ts";

/**
 * How often attempts failed in which way, as a roll-up's row has it: none where the cell cannot be read, as for a sketch. A
 * class that a later version added is given too.
 */
export function failureCounts(cell: unknown): readonly (readonly [FailureClass, number])[] {
  const counts = typeof cell === "string" ? parsed(cell) : undefined;
  if (typeof counts !== "object" || counts === null) return [];
  // Only this program writes it.
  return Object.entries(counts).flatMap(([failure, times]) =>
    Number.isSafeInteger(times) && times > 0 ? [[failure as FailureClass, Number(times)] as const] : [],
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
