/** A time that something takes, in milliseconds, for a person: `under 0.1 s`, `0.6 s`, `12 s`. Never said as exact. */
export function timePhrase(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.1) return "under 0.1 s";
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
