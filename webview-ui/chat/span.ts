/** The messages that are drawn, by their places in the conversation: `from` to before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** So many messages come into the page at once, when the user gets near an end of what is drawn. */
const step = 30;
/**
 * No more than these are in the page. With 2,000 messages drawn, a view took 12 s to open and a key press seconds; with these
 * a long conversation is as quick as a short one.
 */
const most = 90;

/** The end of a conversation. */
export function lastSpan(count: number): Span {
  return { from: Math.max(0, count - step), to: count };
}

/** With earlier messages, for which the last ones make room. */
export function earlierSpan({ from, to }: Span): Span {
  const earlier = Math.max(0, from - step);
  return { from: earlier, to: Math.min(to, earlier + most) };
}

/** With later messages, for which the first ones make room. */
export function laterSpan({ from, to }: Span, count: number): Span {
  const later = Math.min(count, to + step);
  return { from: Math.max(from, later - most), to: later };
}

/** The same messages, where they are still there. */
export function withinCount({ from, to }: Span, count: number): Span {
  return to <= count ? { from, to } : lastSpan(count);
}
