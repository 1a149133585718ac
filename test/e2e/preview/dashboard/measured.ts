import type { Bin, LatencySeries, Measure, Quantiles } from "../../../../src/spec/series.ts";

/** A part of some made-up measurements: they are spread as a normal distribution of their logarithms. */
export interface Measured {
  readonly name: string;
  /** The median, in the measure's unit. */
  readonly median: number;
  /** By what factor one of six samples is above it. */
  readonly spread: number;
  /** Samples a bucket; 0 leaves gaps. */
  readonly samples: (at: number) => number;
  /** By what factor it was slower in a bucket. */
  readonly slower?: (at: number) => number;
}

/** Figures of measurements, the same on each run. */
export function measured(
  measure: Measure,
  grain: LatencySeries["grain"],
  starts: readonly number[],
  parts: readonly Measured[],
): LatencySeries {
  const made = parts.map((part) => {
    const buckets = starts.map((_, at) => {
      const samples = part.samples(at);
      const factor = (part.slower?.(at) ?? 1) * (1 + 0.12 * Math.sin(at * 1.7 + part.median));
      return samples === 0 ? null : quantilesOf(part.median * factor, part.spread, samples);
    });
    const samples = starts.reduce((sum, _, at) => sum + part.samples(at), 0);
    return {
      name: part.name,
      overall: quantilesOf(part.median, part.spread, samples),
      buckets,
      bins: binsOf(part.median, part.spread, samples),
    };
  });
  return { measure, grain, starts, parts: made.filter(({ overall }) => overall.samples > 0) };
}

/** 1.645 and 2.326 standard deviations above the mean are the 95th and the 99th of a hundred. */
function quantilesOf(median: number, spread: number, samples: number): Quantiles {
  return { p50: median, p95: median * spread ** 1.645, p99: median * spread ** 2.326, samples };
}

/** Bins of 4 %, as a sketch with an error of 2 % has. */
function binsOf(median: number, spread: number, samples: number): readonly Bin[] {
  const width = 1.04;
  const bins: Bin[] = [];
  for (let deviation = -2.6; deviation < 3.4; deviation += Math.log(width) / Math.log(spread)) {
    const from = median * spread ** deviation;
    const density = Math.exp((-deviation * deviation) / 2) / Math.sqrt(2 * Math.PI);
    const count = Math.round((samples * density * Math.log(width)) / Math.log(spread));
    if (count > 0) bins.push({ from, to: from * width, count });
  }
  return bins;
}
