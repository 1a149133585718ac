import { DamagedRow } from "./sqlite-trouble.ts";

/**
 * What rows say, those left out that this program cannot have written: a damaged cell is no reason to give up a file with
 * all the other calls in it. Throws whatever else goes wrong, such as a page that SQLite cannot read.
 *
 * @param onDamaged is told of each row that is left out
 */
export function soundRows<R, T>(
  rows: readonly R[],
  decode: (row: R) => T,
  onDamaged: (row: R) => void = () => {},
): readonly T[] {
  return rows.flatMap((row) => {
    try {
      return [decode(row)];
    } catch (error) {
      if (!(error instanceof DamagedRow)) throw error;
      onDamaged(row);
      return [];
    }
  });
}
