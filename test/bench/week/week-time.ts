export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A Monday, 00:00 UTC; the week's people live in that time zone. */
export const weekStart = Date.UTC(2026, 10, 2);
export const workingDays = 5;
/** Hours of the day between which people work. */
export const workday = { from: 9, to: 18 } as const;

/** How busy providers are at this time of the day: 1 at night, 1.4 in the afternoon. */
export function loadAt(at: number): number {
  const hour = ((at - weekStart) % dayMs) / hourMs;
  return 1.2 - 0.2 * Math.cos(((hour - 4) / 24) * 2 * Math.PI);
}
