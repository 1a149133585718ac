/** Below 1,000 prompt tokens, then up to 4,000, 16,000, 64,000 and 256,000, and beyond: a step is four times as much. */
export const promptSizes = 6;

const smallest = 1000;
const step = 4;

/** The bucket of prompts that a prompt of so many tokens is compared with, from 0 to `promptSizes - 1`. */
export function promptSizeOf(promptTokens: number): number {
  // Not by a logarithm: 64,000 must not be off by one for its rounding.
  let size = 0;
  for (let upTo = smallest; promptTokens >= upTo && size < promptSizes - 1; upTo *= step) size += 1;
  return size;
}
