/** A bucket's upper end is this many times its lower end, so its middle is at most 4.8 % away from all that is in it. */
const growth = 1.1;

/** From 1 ms to 24 minutes. */
const bucketCount = 150;

/** At so many times of either kind, all counts are halved: what is older weighs less and less. */
const mostAnswered = 256;
const mostOutlasted = 768;

/**
 * Beyond the longest wait. Were it that wait itself, whoever waits by it would never see anything longer, and a wait
 * that was too short once would stay so.
 */
const beyond = 1.25;

/** Rounding in a product of many shares must not move a rank. */
const tolerance = 1e-6;

/**
 * Quantiles of a stream of times, in memory that does not grow with it. A time may also be known only to be longer than
 * something, because nobody waited for its end; leaving those out would make everything look quicker than it is, so
 * they are weighed as Kaplan and Meier do ("Nonparametric Estimation from Incomplete Observations", 1958).
 */
export class LatencySketch {
  readonly #answered = new Float32Array(bucketCount);
  readonly #outlasted = new Float32Array(bucketCount);
  #answeredSum = 0;
  #outlastedSum = 0;
  /** Asked far more often than it is added to. */
  readonly #known = new Map<number, number | undefined>();
  #share: number | undefined;

  /** What all of them hold together. */
  static merged(sketches: readonly LatencySketch[]): LatencySketch {
    const all = new LatencySketch();
    for (const one of sketches) {
      one.#answered.forEach((count, bucket) => (all.#answered[bucket] = (all.#answered[bucket] ?? 0) + count));
      one.#outlasted.forEach((count, bucket) => (all.#outlasted[bucket] = (all.#outlasted[bucket] ?? 0) + count));
      all.#answeredSum += one.#answeredSum;
      all.#outlastedSum += one.#outlastedSum;
    }
    return all;
  }

  /** How many answers it rests on, old ones counting for less. */
  get count(): number {
    return this.#answeredSum;
  }

  /** Which share of all would answer in the end, as far as anybody ever waited, from 0 to 1; 0 when none did. */
  get answeredShare(): number {
    this.#share ??= 1 - this.#survivors(0);
    return this.#share;
  }

  /** An answer came after `ms`. */
  add(ms: number): void {
    this.#count(this.#answered, ms);
    this.#answeredSum += 1;
    this.#age();
  }

  /** None had come after `ms`, and nobody waited longer. */
  outlasted(ms: number): void {
    this.#count(this.#outlasted, ms);
    this.#outlastedSum += 1;
    this.#age();
  }

  /**
   * The time in milliseconds that a share `q` of all keeps to, from 0 to 1. Where fewer than that ever answered, a
   * little more than the longest time that anybody waited. Undefined when nothing is known.
   */
  quantile(q: number): number | undefined {
    if (this.#known.has(q)) return this.#known.get(q);
    const found = this.#find(q);
    this.#known.set(q, found);
    return found;
  }

  #find(q: number): number | undefined {
    let longest: number | undefined;
    let found: number | undefined;
    this.#survivors(1 - q, (bucket, reached) => {
      longest = bucket;
      if (reached) found ??= bucket;
    });
    if (found !== undefined) return middleOf(found);
    return longest === undefined ? undefined : beyond * middleOf(longest);
  }

  /**
   * The share that is left without an answer after the longest time. `visit` is told of each bucket that holds anything,
   * in order, and whether no more than `least` are left after it.
   */
  #survivors(least: number, visit?: (bucket: number, reached: boolean) => void): number {
    let waiting = this.#answeredSum + this.#outlastedSum;
    let left = 1;
    for (let bucket = 0; bucket < bucketCount && waiting > tolerance; bucket += 1) {
      const answered = this.#answered[bucket] ?? 0;
      const outlasted = this.#outlasted[bucket] ?? 0;
      if (answered + outlasted === 0) continue;
      left *= Math.max(0, 1 - answered / waiting);
      waiting -= answered + outlasted;
      visit?.(bucket, answered > 0 && left <= least + tolerance);
    }
    return left;
  }

  #count(counts: Float32Array, ms: number): void {
    const bucket = bucketOf(ms);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
    this.#known.clear();
    this.#share = undefined;
  }

  /** Both kinds are halved together, or else one would seem to become more frequent. */
  #age(): void {
    if (this.#answeredSum < mostAnswered && this.#outlastedSum < mostOutlasted) return;
    for (const counts of [this.#answered, this.#outlasted]) {
      counts.forEach((count, bucket) => (counts[bucket] = count / 2));
    }
    this.#answeredSum /= 2;
    this.#outlastedSum /= 2;
  }
}

function bucketOf(ms: number): number {
  const bucket = Math.ceil(Math.log(Math.max(1, ms)) / Math.log(growth));
  return Math.min(bucketCount - 1, bucket);
}

/** Where the largest relative error to both ends is the same. */
function middleOf(bucket: number): number {
  return (2 * growth ** bucket) / (growth + 1);
}
