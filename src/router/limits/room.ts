import type { LimitKind } from "./limit-kind.ts";
import type { SlidingMinute } from "./sliding-minute.ts";

/**
 * Whether a request fits into the limits.
 * - with room: `load` is the share of the tightest limit that is in use, 0 to 1; 0 where no limit is known
 * - without: in how many milliseconds it will fit if nothing else is sent, and why not now, as a phrase for a person;
 *   `rule` where the user states the limit, since what is learned or reported may be wrong
 */
export type Room =
  | { readonly ok: true; readonly load: number }
  | { readonly ok: false; readonly untilMs: number; readonly reason: string; readonly rule?: true };

/** All the room there is, as far as is known. */
export const unlimited: Room = { ok: true, load: 0 };

/** With room in both, the fuller one; else the one without room, or the one that takes longer. */
export function tighter(a: Room, b: Room): Room {
  if (a.ok) return b.ok && b.load <= a.load ? a : b;
  if (b.ok) return a;
  const longer = b.untilMs <= a.untilMs ? a : b;
  return a.rule || b.rule ? { ...longer, rule: true } : longer;
}

/** The room that a limit of the user's own leaves. */
export function asRule(room: Room): Room {
  return room.ok ? room : { ...room, rule: true };
}

/** A limit for each minute, where there is one, and what a request needs of it. */
interface MinuteQuestion {
  readonly kind: LimitKind;
  readonly limit: number | undefined;
  readonly need: number;
}

/** Room in a limit for each minute. What is larger than the whole limit fits as soon as nothing else is in use. */
export function roomInMinute(
  minute: SlidingMinute,
  { kind, limit, need }: MinuteQuestion,
  phrase: (kind: LimitKind, limit: number) => string,
  now: number,
): Room {
  if (limit === undefined) return unlimited;
  const used = minute.used(kind, now);
  if (used === 0) return unlimited;
  if (used + need <= limit) return { ok: true, load: used / limit };
  const untilMs = minute.untilDownTo(kind, Math.max(0, limit - need), now);
  return { ok: false, untilMs, reason: phrase(kind, limit) };
}
