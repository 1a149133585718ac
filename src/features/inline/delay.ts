/** What the wait after a keystroke depends on. */
export interface Pause {
  /** Asked for by a command. */
  readonly explicit: boolean;
  /** The typist's usual time between two keystrokes, in milliseconds. */
  readonly gapMs: number;
  /** From the settings. */
  readonly minimumMs: number;
  /** The caret's line before and after the caret. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
}

const shortestMs = 75;
const longestMs = 1000;

/**
 * How long to wait for the next keystroke before a model is asked, in milliseconds.
 *
 * The wait is a multiple of the typist's own pace, so that a call goes out when they pause and not between two letters.
 * Tabby does so too (1.5 to 3 times the gap) and then takes off the model's latency; that is left out here, because
 * a slow model would be asked at every letter, and the calls that are cut off are paid for as well.
 */
export function waitMs(pause: Pause): number {
  if (pause.explicit) return 0;
  const adaptive = Math.round(pause.gapMs * patience(pause));
  return Math.max(pause.minimumMs, Math.min(longestMs, Math.max(shortestMs, adaptive)));
}

/** At the start of a line the most is left to suggest, in the middle of one the least. */
function patience({ linePrefix, lineSuffix }: Pause): number {
  if (/\S/.test(lineSuffix.replace(/[)\]}>"'`;,]/g, ""))) return 3;
  return linePrefix.trim() === "" ? 0.5 : 1.5;
}
