/** A source of numbers from 0 up to 1, as `Math.random`, but the same in every run. */
export type Luck = () => number;

/**
 * Luck that depends on `keys` alone. Keyed by call, model and number of the try, it gives every contestant the same luck
 * at the same moment, so that differences between them are theirs.
 */
export function luckOf(...keys: readonly (string | number)[]): Luck {
  let state = hashOf(keys.join("|"));
  return () => {
    // mulberry32: a public-domain generator of 32 bits, good enough for lots and quick enough for millions of them.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A draw from a log-normal distribution. `spread` is the standard deviation of the logarithm. */
export function logNormal(luck: Luck, median: number, spread: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - luck()));
  return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * luck()));
}

/** A draw between `least` and `most`, all equally likely. */
export function between(luck: Luck, least: number, most: number): number {
  return least + luck() * (most - least);
}

/** How many times something happens that happens `mean` times on average (Poisson). */
export function timesOf(luck: Luck, mean: number): number {
  const limit = Math.exp(-mean);
  let product = luck();
  let times = 0;
  for (; product > limit; times += 1) product *= luck();
  return times;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
