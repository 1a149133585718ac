/** Days in words, by the clock on the wall. All moments are milliseconds since the Unix epoch. */

const dayMs = 86_400_000;

/** `30 Nov`, with the year where it is not this one. */
export function dateWords(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(!sameYear && { year: "numeric" }),
  });
}

/** When something was or will be: `today`, `tomorrow`, `on Thursday` within a week to come, else `on 30 Nov`. */
export function dayWords(at: number, now: number): string {
  const days = daysBetween(now, at);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  if (days > 1 && days < 7) return `on ${new Date(at).toLocaleDateString("en-GB", { weekday: "long" })}`;
  return `on ${dateWords(at, now)}`;
}

/** `1 to 30 Nov`, `28 Oct to 3 Nov`; `until` is not in it. */
export function stretchWords(from: number, until: number, now: number): string {
  const last = Math.max(from, until - 1);
  if (daysBetween(from, last) === 0) return dateWords(from, now);
  const sameMonth = dateWords(from, now).replace(/^\d+ /, "") === dateWords(last, now).replace(/^\d+ /, "");
  return `${sameMonth ? new Date(from).getDate() : dateWords(from, now)} to ${dateWords(last, now)}`;
}

/** `17:40`. */
export function clockWords(at: number): string {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** Midnights between the two; a day of 23 or 25 hours is one. */
function daysBetween(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
