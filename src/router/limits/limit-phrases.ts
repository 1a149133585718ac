import type { LimitKind } from "./limit-kind.ts";

/** Why a limit that the user stated keeps a route away. */
export function statedPhrase(kind: LimitKind, limit: number): string {
  return `no room in its limit of ${amount(kind, limit)} a minute`;
}

/** As above, for a limit that was learned from refusals. */
export function learnedPhrase(kind: LimitKind, limit: number): string {
  return `no room in its limit of about ${amount(kind, limit)} a minute, learned from its refusals`;
}

/** As above, for a limit that the provider reported; its period is not known. */
export function reportedPhrase(kind: LimitKind, limit: number | undefined): string {
  return limit === undefined
    ? `no room in its provider's limit of ${kind}`
    : `no room in its provider's limit of ${amount(kind, limit)}`;
}

export const pausePhrase = "its provider asked for a pause";

function amount(kind: LimitKind, limit: number): string {
  const whole = Math.floor(limit);
  return `${figure(whole)} ${whole === 1 ? kind.slice(0, -1) : kind}`;
}

/** Exact where a person counts, short where they do not: `60`, `150k`, `1.5M`. */
function figure(count: number): string {
  if (count < 10_000) return String(count);
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${Math.floor(count / 100_000) / 10}M`;
}
