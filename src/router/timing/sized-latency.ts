import { LatencySketch } from "./latency-sketch.ts";
import { promptSizeOf } from "./prompt-size.ts";

/** One model's first-token times, by the size of the prompt. Times are milliseconds. */
export class SizedLatency {
  readonly #sketches = new Map<number, LatencySketch>();

  answered(promptTokens: number, ms: number): void {
    this.#sketch(promptTokens).add(ms);
  }

  /** Nothing had come after `ms`, and nobody waited longer. */
  outlasted(promptTokens: number, ms: number): void {
    this.#sketch(promptTokens).outlasted(ms);
  }

  /** What is known of prompts of this size and of up to `reach` sizes more or less; undefined when nothing is. */
  around(promptTokens: number, reach: number): LatencySketch | undefined {
    const size = promptSizeOf(promptTokens);
    const near = [...this.#sketches].filter(([other]) => Math.abs(other - size) <= reach).map(([, sketch]) => sketch);
    return near.length > 1 ? LatencySketch.merged(near) : near[0];
  }

  #sketch(promptTokens: number): LatencySketch {
    const size = promptSizeOf(promptTokens);
    const known = this.#sketches.get(size);
    if (known) return known;
    const made = new LatencySketch();
    this.#sketches.set(size, made);
    return made;
  }
}
