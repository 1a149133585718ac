import type { Bin } from "../../spec/series.ts";

/** A bin ends at so many times its beginning: its middle is within 2 % of all that is in it. */
const GROWTH = 1.04;
const PER_LOG = 1 / Math.log(GROWTH);

/** Holds a day in milliseconds. What is more counts as that. */
const LAST_BIN = binOf(86_400_000);

/** Of sketches without samples, which are many. */
const NONE = new Uint32Array();

/** Goes before the bins, so that another way of writing them could be told from this one. */
const FORMAT = 1;

/** A count needs seven bits a byte. */
const MOST_COUNT_BYTES = 5;

/**
 * How samples are distributed, kept as counts in bins that widen with their values (a log-linear histogram, see DDSketch,
 * https://arxiv.org/abs/1908.10693): two of them are joined by adding up, and every quantile is within 2 % of the sample
 * that it stands for. Samples are milliseconds or tokens a second; what is below 1 counts as 0.
 */
export class Sketch {
  #counts = NONE;
  #samples = 0;
  /** The least and the greatest bin that is not empty. */
  #first = LAST_BIN;
  #last = 0;

  get samples(): number {
    return this.#samples;
  }

  add(value: number): void {
    this.#count(Math.min(binOf(value), LAST_BIN), 1);
  }

  #count(bin: number, count: number): void {
    if (this.#counts === NONE) this.#counts = new Uint32Array(LAST_BIN + 1);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + count;
    this.#samples += count;
    if (bin < this.#first) this.#first = bin;
    if (bin > this.#last) this.#last = bin;
  }

  merge(other: Sketch): void {
    other.#forEach((bin, count) => this.#count(bin, count));
  }

  /** The smallest sample that at least this share (above 0, up to 1) of all do not exceed; undefined when there is none. */
  quantile(share: number): number | undefined {
    if (this.#samples === 0) return undefined;
    let left = Math.ceil(share * this.#samples);
    let bin = this.#first;
    while ((left -= this.#counts[bin] ?? 0) > 0) bin++;
    return middleOf(bin);
  }

  /** The bins that are not empty, ascending. */
  bins(): readonly Bin[] {
    const bins: Bin[] = [];
    this.#forEach((bin, count) => bins.push({ from: beginningOf(bin), to: beginningOf(bin + 1), count }));
    return bins;
  }

  /** Undefined when there is no sample. For each bin: how far it is from the one before, and its count, as varints. */
  encode(): Uint8Array | undefined {
    if (this.#samples === 0) return undefined;
    const bytes = [FORMAT];
    let before = 0;
    this.#forEach((bin, count) => {
      writeVarint(bytes, bin - before);
      writeVarint(bytes, count);
      before = bin;
    });
    return Uint8Array.from(bytes);
  }

  /**
   * Adds what `encode` gave. Anything else adds nothing: one histogram that cannot be read is not worth a whole ledger, and the
   * next time its row is written it is whole again.
   */
  mergeEncoded(encoded: unknown): void {
    for (const [bin, count] of decoded(encoded) ?? []) this.#count(bin, count);
  }

  /** In ascending order, empty bins left out. */
  #forEach(use: (bin: number, count: number) => void): void {
    for (let bin = this.#first; bin <= this.#last; bin++) {
      const count = this.#counts[bin] ?? 0;
      if (count > 0) use(bin, count);
    }
  }
}

/** Bin 0 is for what is below 1, bin 1 begins with 1. */
function binOf(value: number): number {
  return value >= 1 ? 1 + Math.floor(Math.log(value) * PER_LOG) : 0;
}

function beginningOf(bin: number): number {
  return bin === 0 ? 0 : GROWTH ** (bin - 1);
}

/** As far, in proportion, from a bin's beginning as from its end. */
function middleOf(bin: number): number {
  return (2 * GROWTH * beginningOf(bin)) / (1 + GROWTH);
}

function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

/** Bins with their counts; undefined for what `encode` does not give. */
function decoded(bytes: unknown): readonly (readonly [bin: number, count: number])[] | undefined {
  if (!(bytes instanceof Uint8Array) || bytes[0] !== FORMAT || bytes.length < 3) return undefined;
  const bins: (readonly [number, number])[] = [];
  let bin = 0;
  for (let at = 1; at < bytes.length;) {
    const step = readVarint(bytes, at);
    const count = step && readVarint(bytes, step.end);
    if (!count || count.value === 0) return undefined;
    bin += step.value;
    if (bin > LAST_BIN) return undefined;
    bins.push([bin, count.value]);
    at = count.end;
  }
  return bins;
}

function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  let factor = 1;
  for (let at = from; at < from + MOST_COUNT_BYTES; at++) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
    factor *= 0x80;
  }
  return undefined;
}
