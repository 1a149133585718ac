/** Shorter code is coloured at the end of each line; for longer code that would be felt. In characters. */
const shortCode = 2_000;
/** Longer code is coloured again when this share was added, so that the work stays in proportion to the code. */
const growth = 1.2;

/**
 * How much of code that is still being written to colour, in characters; the rest stays plain for the moment.
 * `coloured` is how much was coloured the last time.
 */
export function colouredLength(coloured: number, code: string, growing: boolean): number {
  if (!growing) return code.length;
  const wholeLines = code.lastIndexOf("\n") + 1;
  if (wholeLines < coloured) return wholeLines;
  return wholeLines <= shortCode || wholeLines >= coloured * growth ? wholeLines : coloured;
}
