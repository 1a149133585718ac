/**
 * The newest of what is written and what waits to be.
 *
 * @param written newest first
 * @param waiting oldest first
 */
export function newest<T>(
  written: readonly T[],
  waiting: readonly T[],
  timeOf: (entry: T) => number,
  limit: number,
): readonly T[] {
  return [...waiting.toReversed(), ...written].toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, limit);
}
