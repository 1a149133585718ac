/** Bounds of a cool-down that the breaker itself chooses, in milliseconds. */
export const coolDownBounds = { shortest: 5000, longest: 300_000 } as const;

/**
 * The next cool-down in milliseconds, after one of `previousMs` (0 for none): decorrelated jitter, drawn between the
 * shortest and three times the previous one, capped. It backs off, and windows that failed together do not come back
 * together. Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param random uniform in [0, 1)
 */
export function nextCoolDown(previousMs: number, random: () => number): number {
  const { shortest, longest } = coolDownBounds;
  const ceiling = Math.max(shortest, previousMs) * 3;
  return Math.min(longest, Math.round(shortest + random() * (ceiling - shortest)));
}
