import { minuteMs } from "./week-time.ts";

/** Requests a minute that a provider takes for one key, in fixed minutes. */
export class OrgLimit {
  readonly #perMinute: number;
  #minute = 0;
  #used = 0;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes a request in at `now`; undefined when there is no room for it. `resetMs` is the time until the minute is over. */
  take(now: number): { readonly remaining: number; readonly resetMs: number } | undefined {
    const minute = Math.floor(now / minuteMs);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#used = 0;
    }
    if (this.#used >= this.#perMinute) return undefined;
    this.#used += 1;
    return { remaining: this.#perMinute - this.#used, resetMs: (minute + 1) * minuteMs - now };
  }
}
