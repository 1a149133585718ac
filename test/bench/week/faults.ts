import { between, logNormal, type Luck, luckOf, timesOf } from "./luck.ts";
import { type ModelId, models, type ProviderId, providerIds } from "./models.ts";
import { dayMs, hourMs, minuteMs, weekStart, workday, workingDays } from "./week-time.ts";

/**
 * What goes wrong at some models for a while. `share` is the part of the requests that it hits.
 * - `outage`: refused connections and 5xx
 * - `overload`: 529 or 503 for a part of the requests, as a status or within the stream's first event
 * - `brown-out`: first tokens and writing are slower by `factor`
 * - `hang`: the request is taken, and then nothing comes
 * - `rate-limit`: 429 that asks to be left alone for `retryAfterMs`
 * - `quota`: 429 `insufficient_quota` until the day is over
 */
export type Fault = {
  readonly models: readonly ModelId[];
  readonly from: number;
  readonly until: number;
} & (
  | { readonly kind: "outage" | "overload" | "hang"; readonly share: number }
  | { readonly kind: "brown-out"; readonly factor: number }
  | { readonly kind: "rate-limit"; readonly share: number; readonly retryAfterMs: number }
  | { readonly kind: "quota" }
);

/** How often a kind of fault befalls a provider in a week, and how long it lasts in minutes (median, spread of the logarithm). */
interface Habit {
  readonly aWeek: number;
  readonly minutes: number;
  readonly spread: number;
}

/**
 * Frequencies on the order of published histories, together 99.3 to 99.8 % of a provider's month without an error that
 * its status page would show:
 * - 30 days at 99.86 % (OpenAI), 99.79 % (Anthropic), 99.41 % (Google); 99.2 to 99.7 % over 90 days; single incidents of
 *   37 min to 2 h 12 min, one in two of the notable ones at more than one provider (aicheckerhub.com/status-history-archive, 2026)
 * - 99.94, 99.82 and 98.80 % over one week, and one model that answered 429 for hours because its quota of the day was
 *   used up (isitdown.ai, weekly report of 26 May 2026)
 * - 99.5 to 99.95 % measured; outages of 30 minutes to 2 hours some times a year (callsphere.ai, 2026)
 * - about one published incident a day at OpenAI in the first half of 2026, most of them narrow (vantaj.co, 2026)
 */
const habits: Readonly<Record<Fault["kind"] | "slow-day", Habit>> = {
  outage: { aWeek: 0.5, minutes: 25, spread: 0.9 },
  overload: { aWeek: 1, minutes: 20, spread: 0.7 },
  "brown-out": { aWeek: 0.7, minutes: 35, spread: 0.7 },
  hang: { aWeek: 0.4, minutes: 20, spread: 0.7 },
  "rate-limit": { aWeek: 1.5, minutes: 4, spread: 0.5 },
  quota: { aWeek: 0.04, minutes: 0, spread: 0 },
  "slow-day": { aWeek: 0.15, minutes: 0, spread: 0 },
};

/** The share of outages that hits a second provider too: a cloud or a network that both live in. */
const sharedOutages = 0.05;

/** The faults of a week, the same for every contestant. */
export function faultsOf(seed: number): readonly Fault[] {
  return providerIds.flatMap((provider) => {
    const luck = luckOf("faults", seed, provider);
    return (Object.keys(habits) as (Fault["kind"] | "slow-day")[]).flatMap((kind) =>
      Array.from({ length: timesOf(luck, habits[kind].aWeek) }, () => faultOf(kind, provider, luck)),
    );
  });
}

function faultOf(kind: Fault["kind"] | "slow-day", provider: ProviderId, luck: Luck): Fault {
  const { minutes, spread } = habits[kind];
  const from = momentOf(luck);
  const until = from + logNormal(luck, minutes, spread) * minuteMs;
  const all = modelsOf(provider);
  const one = [all[Math.floor(luck() * all.length)] ?? all[0]].filter((id) => id !== undefined);
  switch (kind) {
    case "outage":
      return { kind, models: outageModels(provider, all, luck), from, until, share: between(luck, 0.9, 1) };
    case "overload":
      return { kind, models: one, from, until, share: between(luck, 0.3, 0.7) };
    case "hang":
      return { kind, models: one, from, until, share: between(luck, 0.2, 0.6) };
    case "brown-out":
      return { kind, models: all, from, until, factor: between(luck, 4, 6) };
    case "rate-limit": {
      const retryAfterMs = Math.round(between(luck, 5, 60)) * 1000;
      return { kind, models: all, from, until, share: between(luck, 0.5, 1), retryAfterMs };
    }
    case "quota": {
      const day = startOfDay(from);
      return { kind, models: all, from: day + between(luck, 13, 17.5) * hourMs, until: day + dayMs };
    }
    case "slow-day": {
      const day = startOfDay(from);
      return { kind: "brown-out", models: all, from: day, until: day + dayMs, factor: between(luck, 1.6, 2.4) };
    }
  }
}

/** Load brings faults about: three in five begin on a working day while people work, the others at any time. */
function momentOf(luck: Luck): number {
  if (luck() < 0.4) return weekStart + luck() * 7 * dayMs;
  const day = Math.floor(luck() * workingDays);
  return weekStart + day * dayMs + between(luck, workday.from, workday.to) * hourMs;
}

function outageModels(provider: ProviderId, all: readonly ModelId[], luck: Luck): readonly ModelId[] {
  const lot = luck();
  const others = providerIds.filter((id) => id !== provider);
  const second = others[Math.floor(luck() * others.length)];
  return lot < sharedOutages && second ? [...all, ...modelsOf(second)] : all;
}

function modelsOf(provider: ProviderId): readonly ModelId[] {
  return Object.values(models).flatMap((model) => (model.provider === provider ? [model.id] : []));
}

function startOfDay(at: number): number {
  return at - ((at - weekStart) % dayMs);
}
