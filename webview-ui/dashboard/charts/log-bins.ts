import type { Bin } from "../../../src/spec/series.ts";

/** A logarithmic axis from one value to another; both above 0. */
export interface LogAxis {
  readonly from: number;
  readonly to: number;
}

/** An axis on which all bins have room. A bin that begins at 0, which has no logarithm, or near it begins at a tenth of its end. */
export function axisOf(bins: readonly Bin[]): LogAxis | undefined {
  const starts = bins.map(startOf).filter((from) => from > 0);
  const ends = bins.map(({ to }) => to).filter((to) => to > 0);
  if (starts.length === 0 || ends.length === 0) return undefined;
  const [from, to] = [Math.min(...starts), Math.max(...ends)];
  // At least a factor of two, so that equal samples are not spread over all of it.
  const room = Math.max(1.1, Math.sqrt(2 / (to / from)));
  return { from: from / room, to: to * room };
}

/** Where a value lies on the axis, from 0 to 1. */
export function placeOn({ from, to }: LogAxis, value: number): number {
  if (value <= from) return 0;
  return Math.min(1, Math.log(value / from) / Math.log(to / from));
}

/** How many samples lie in each of so many equal stretches of the axis; a bin on a border is shared in proportion. */
export function heightsOn(axis: LogAxis, bins: readonly Bin[], stretches: number): readonly number[] {
  const heights = Array.from({ length: stretches }, () => 0);
  for (const bin of bins) {
    const from = placeOn(axis, startOf(bin)) * stretches;
    const to = Math.max(placeOn(axis, bin.to) * stretches, from + 1e-9);
    const last = Math.min(stretches - 1, Math.ceil(to) - 1);
    for (let at = Math.min(stretches - 1, Math.floor(from)); at <= last; at++) {
      const share = (Math.min(at + 1, to) - Math.max(at, from)) / (to - from);
      heights[at] = (heights[at] ?? 0) + bin.count * share;
    }
  }
  return heights;
}

/** Round values on the axis: 1, 2 and 5 of each power of ten, or fewer if they would be more than `most`. */
export function ticksOn({ from, to }: LogAxis, most: number): readonly number[] {
  const [low, high] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const powers = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = powers
      .flatMap((power) => steps.map((step) => step * power))
      .filter((tick) => tick >= from && tick <= to);
    if (ticks.length <= most && ticks.length > 0) return ticks;
  }
  return powers.filter((power, at) => power >= from && power <= to && at % 2 === 0);
}

function startOf({ from, to }: Bin): number {
  return Math.max(from, to / 10);
}
