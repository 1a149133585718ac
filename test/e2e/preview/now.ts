/** The time at which every picture is taken, in Unix milliseconds. */
export const now = Date.UTC(2026, 2, 5, 14, 30);
