const CLOCK = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d(?:\.\d+)?)(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const DAY_SECONDS = 86_400;

/** Whether it is a time of day as a price list writes it, such as `00:30:00Z` or `08:30:00+08:00`. */
export function isTimeOfDay(text: string): boolean {
  return CLOCK.test(text);
}

/** The seconds after midnight in UTC of such a time, and `NaN` for another text. */
export function secondsOfDay(text: string): number {
  const [, hours, minutes, seconds, sign, aheadHours = "0", aheadMinutes = "0"] = CLOCK.exec(text) ?? [];
  const clock = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const ahead = (Number(aheadHours) * 60 + Number(aheadMinutes)) * 60 * (sign === "-" ? -1 : 1);
  return (clock - ahead + DAY_SECONDS) % DAY_SECONDS;
}
