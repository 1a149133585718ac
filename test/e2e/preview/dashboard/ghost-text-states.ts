import {
  noUsage,
  type AcceptanceSeries,
  type AcceptanceSums,
  type LatencySeries,
  type Quantiles,
  type UsageSeries,
  type UsageSums,
} from "../../../../src/spec/series.ts";
import { now } from "../now.ts";
import type { DashboardAnswers, DashboardStates } from "./state.ts";

const day = 86_400_000;
const midnight = new Date(now).setHours(0, 0, 0, 0);
const starts = Array.from({ length: 30 }, (_, index) => midnight - (29 - index) * day);
const models = ["codestral-latest", "qwen2.5-coder:1.5b", "gpt-5-mini"];

/** A wave that is the same each time; lower at weekends. */
function level(index: number, part: number): number {
  const weekday = new Date(starts[index] ?? 0).getDay();
  return (weekday === 0 || weekday === 6 ? 0.1 : 1) * (1 + 0.5 * Math.sin(index / 2.3 + part));
}

const none: AcceptanceSums = { shown: 0, accepted: 0, shownCharacters: 0, acceptedCharacters: 0 };

function sumsAt(index: number, part: number): AcceptanceSums {
  const shown = Math.round((level(index, part) * 160) / (part + 1));
  const accepted = Math.round(shown * (0.22 + 0.06 * Math.sin(index / 4 + part)));
  return { shown, accepted, shownCharacters: shown * 46, acceptedCharacters: accepted * 52 };
}

function add(sums: readonly AcceptanceSums[]): AcceptanceSums {
  const total = (name: keyof AcceptanceSums) => sums.reduce((sum, one) => sum + one[name], 0);
  return {
    shown: total("shown"),
    accepted: total("accepted"),
    shownCharacters: total("shownCharacters"),
    acceptedCharacters: total("acceptedCharacters"),
  };
}

const acceptanceParts = models.map((name, part) => {
  const buckets = starts.map((_, index) => sumsAt(index, part));
  return { name, buckets, totals: add(buckets) };
});
const wholeBuckets = starts.map((_, index) => add(acceptanceParts.map(({ buckets }) => buckets[index] ?? none)));
const acceptanceWhole: AcceptanceSeries = {
  grain: "day",
  starts,
  parts: [{ name: "", buckets: wholeBuckets, totals: add(wholeBuckets) }],
};

function usageSums(attempts: number, usd: number, unpriced = 0): UsageSums {
  return {
    ...noUsage,
    attempts,
    succeeded: attempts,
    input: attempts * 1_800,
    output: attempts * 28,
    usd,
    unpriced,
  };
}

const usageWhole: UsageSeries = {
  grain: "day",
  starts,
  parts: [
    {
      name: "",
      totals: usageSums(8_000, 3.12, 14),
      buckets: wholeBuckets.map(({ shown }) => usageSums(shown * 2, shown * 0.0006)),
    },
  ],
};

const usageByModel: UsageSeries = {
  ...usageWhole,
  parts: models.map((name, part) => ({
    name,
    totals: usageSums(4_000 / (part + 1), part === 1 ? 0 : 2.1 / (part + 1), part === 2 ? 14 : 0),
    buckets: [],
  })),
};

function quantiles(p50: number): Quantiles {
  return { p50, p95: p50 * 2.7, p99: p50 * 4.1, samples: 300 };
}

const latency: LatencySeries = {
  measure: "first-token",
  grain: "day",
  starts,
  parts: [
    {
      name: "",
      overall: quantiles(212),
      buckets: starts.map((_, index) => (index === 8 ? null : quantiles(180 + 60 * level(index, 1)))),
      bins: [],
    },
  ],
};

const month: DashboardAnswers = {
  acceptance: {
    cases: [{ when: { split: "model" }, value: { ...acceptanceWhole, parts: acceptanceParts } }],
    value: acceptanceWhole,
  },
  series: { cases: [{ when: { split: "model" }, value: usageByModel }], value: usageWhole },
  latency: {
    cases: [
      {
        when: { split: "model" },
        value: {
          ...latency,
          parts: models.map((name, part) => ({ name, overall: quantiles(140 + part * 90), buckets: [], bins: [] })),
        },
      },
    ],
    value: latency,
  },
};

const empty: DashboardAnswers = {
  acceptance: { value: { grain: "day", starts, parts: [] } },
  series: { value: { grain: "day", starts, parts: [] } },
  latency: { value: { measure: "first-token", grain: "day", starts, parts: [] } },
};

const one: DashboardAnswers = {
  ...empty,
  acceptance: {
    value: {
      grain: "day",
      starts,
      parts: [
        {
          name: "codestral-latest",
          totals: { ...none, shown: 1, shownCharacters: 40 },
          buckets: starts.map((_, index) => (index === 29 ? { ...none, shown: 1, shownCharacters: 40 } : none)),
        },
      ],
    },
  },
};

export const states: DashboardStates = {
  empty: { answers: empty },
  one: { answers: one },
  month: { answers: month, everywhere: true },
  partly: {
    answers: { ...month, latency: { refused: "The usage file is busy; try again." }, series: { pending: true } },
  },
  waiting: { answers: { acceptance: { pending: true } } },
  failed: { answers: { acceptance: { refused: "The usage file cannot be read: the disk is full." } } },
};
