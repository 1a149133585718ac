/** Lots from a seed, so that a simulation says the same every day. */
export interface Draws {
  /** From 0 up to 1. */
  uniform(): number;
  /** A first-token time in milliseconds, spread log-normally around its median. */
  logNormal(medianMs: number, sigma: number): number;
}

export function createDraws(seed: number): Draws {
  const uniform = createUniform(seed);
  return {
    uniform,
    logNormal(medianMs, sigma) {
      const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
      return medianMs * Math.exp(sigma * normal);
    },
  };
}

/** A linear congruential generator with Knuth's MMIX constants; its high bits are random enough for any of this. */
function createUniform(seed: number): () => number {
  let state = BigInt(seed) * 2_654_435_761n + 1n;
  return () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state >> 11n) / 2 ** 53;
  };
}
