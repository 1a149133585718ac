type Point = readonly [x: number, y: number];

/**
 * An SVG path through the values, broken where there are none, and the points that stand alone. The scale goes from 0, or
 * from the lowest value below it, to the highest; a line of equal values from 0 on lies on the ground if they are 0.
 *
 * @param at where each value stands in time, ascending; evenly spaced where it is missing.
 */
export function linePaths(
  values: readonly (number | null)[],
  width: number,
  height: number,
  at: readonly number[] = [...values.keys()],
): { readonly line: string; readonly dots: readonly Point[] } {
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(0, ...known);
  const range = Math.max(0, ...known) - lowest;
  // So that the stroke and the dots are not cut off at the edges.
  const margin = 2;
  const from = at[0] ?? 0;
  const stretch = (at.at(-1) ?? 0) - from;
  const place = (value: number, index: number): Point => [
    rounded(stretch > 0 ? margin + (((at[index] ?? from) - from) / stretch) * (width - 2 * margin) : width / 2),
    rounded(height - margin - (range === 0 ? 0 : ((value - lowest) / range) * (height - 2 * margin))),
  ];
  const runs = runsOf(values.map((value, index) => (value === null ? undefined : place(value, index))));
  return {
    line: runs
      .filter((run) => run.length > 1)
      .map((run) => `M${run.map((point) => point.join(" ")).join("L")}`)
      .join(""),
    dots: runs.flatMap((run) => (run.length === 1 ? run : [])),
  };
}

/** Neighbours that are there. */
function runsOf(points: readonly (Point | undefined)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let open = false;
  for (const point of points) {
    if (point && open) runs.at(-1)?.push(point);
    else if (point) runs.push([point]);
    open = point !== undefined;
  }
  return runs;
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
