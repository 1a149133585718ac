import type { HealthMove, HealthSegment, HealthTrack, HealthView } from "../../../../src/protocol/dashboard/health.ts";
import { healthView } from "../../../../src/features/dashboard/health-view.ts";
import { drillCode, type Failure } from "../../../../src/spec/failure.ts";
import type { HealthEvent, HealthScope } from "../../../../src/spec/health.ts";
import { noUsage, type CallSums, type UsageSeries } from "../../../../src/spec/series.ts";
import { directoryOf } from "../../../unit/router/directory-of.ts";
import { now } from "../now.ts";
import type { DashboardAnswers, DashboardStates } from "./state.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const midnight = new Date(now).setHours(0, 0, 0, 0);
const today = { from: midnight, until: midnight + day };
const month = { from: midnight - 29 * day, until: midnight + day };

const directory = directoryOf(
  { id: "anthropic", name: "Anthropic", models: [{ id: "claude-sonnet-4-5" }] },
  { id: "openai", name: "OpenAI", models: [{ id: "gpt-5-mini" }], keys: ["work", "own"] },
  { id: "mistral", name: "Mistral", models: [{ id: "codestral-latest" }] },
  { id: "ollama", name: "Ollama", models: [{ id: "qwen2.5-coder:1.5b" }] },
);
const routeIds = [
  "anthropic/claude-sonnet-4-5",
  "openai/gpt-5-mini#work",
  "openai/gpt-5-mini#own",
  "mistral/codestral-latest",
  "ollama/qwen2.5-coder:1.5b",
];

const anthropic: HealthScope = { scope: "provider", key: "anthropic" };
const workKey: HealthScope = { scope: "credential", key: "openai:work" };
const codestral: HealthScope = { scope: "model", key: "mistral/codestral-latest" };

const overloaded: Failure = { class: "overloaded", scope: "provider", message: "Anthropic is overloaded just now." };

function move(
  target: HealthScope,
  at: number,
  from: HealthEvent["from"],
  to: HealthEvent["to"],
  cause: string,
): HealthEvent {
  return { target, at, from, to, cause, ...(to === "open" && { until: at + 4 * minute, failure: overloaded }) };
}

/** A trip, a probe that fails, one that succeeds. */
function trip(target: HealthScope, at: number, cause: string): readonly HealthEvent[] {
  return [
    move(target, at, "closed", "open", cause),
    move(target, at + 5 * minute, "open", "half-open", "cooled down: one probe may pass"),
    move(target, at + 5 * minute + 9_000, "half-open", "open", "failed again: overloaded"),
    move(target, at + 22 * minute, "open", "half-open", "cooled down: one probe may pass"),
    move(target, at + 22 * minute + 2_000, "half-open", "closed", "the probe was answered"),
  ];
}

const drilled = { failure: { ...overloaded, code: drillCode } };
const drill: readonly HealthEvent[] = [
  { ...move(codestral, midnight + 9 * hour, "closed", "open", "overloaded"), until: midnight + 10 * hour, ...drilled },
  { ...move(codestral, midnight + 9.7 * hour, "open", "closed", "the fire drill is over"), ...drilled },
];

const incidentEvents: readonly HealthEvent[] = [
  ...trip(anthropic, midnight + 3 * hour, "3 failures in a row: overloaded"),
  ...trip(anthropic, midnight + 7.4 * hour, "5 of the last 10 failed: overloaded"),
  ...drill,
  move(anthropic, now - 18 * minute, "closed", "open", "3 failures in a row: overloaded"),
  {
    ...move(workKey, now - 95 * minute, "closed", "open", "key refused"),
    until: 8.64e15,
    failure: { class: "credential-invalid", scope: "credential", message: "OpenAI did not accept the key." },
  },
];

const monthEvents: readonly HealthEvent[] = [
  ...incidentEvents.filter(({ at }) => at < now - 2 * hour),
  ...[27, 24, 19, 18, 11, 10, 4].flatMap((ago) =>
    trip(
      ago % 3 === 0 ? codestral : anthropic,
      midnight - ago * day + (9 + (ago % 5)) * hour,
      "3 failures in a row: timeout",
    ),
  ),
];

const viewOf = (events: readonly HealthEvent[], span: typeof today): HealthView =>
  healthView({ directory, routeIds, now }, events, span);

/** A breaker that flapped all day: too many pieces to be drawn one by one. */
function flapping(): HealthView {
  const segments = Array.from({ length: 900 }, (_, index): HealthSegment => ({
    from: midnight + index * minute,
    until: midnight + (index + 1) * minute,
    state: (["closed", "open", "half-open"] as const)[index % 3] ?? "closed",
    drill: false,
  }));
  const moves = segments.map(({ from, state }): HealthMove => ({
    at: from,
    name: "Anthropic",
    from: "closed",
    to: state,
    cause: "3 failures in a row: overloaded",
    drill: false,
  }));
  const tail: HealthSegment = { from: midnight + 900 * minute, until: today.until, state: "closed", drill: false };
  const track: HealthTrack = {
    scope: "provider",
    name: "Anthropic",
    routes: ["anthropic/claude-sonnet-4-5"],
    segments: [...segments, tail],
    closedShare: 0.34,
    trips: 300,
  };
  return { tracks: [track], moves: moves.toReversed().slice(0, 500), moreMoves: 400 };
}

function seriesOf(starts: readonly number[], grain: "hour" | "day"): NonNullable<DashboardAnswers["series"]> {
  const calls = starts.map((start, index): CallSums => {
    const failovers = start > now ? 0 : index % 7 === 3 ? 12 : index % 5 === 0 ? 2 : 0;
    return { calls: 40, succeeded: 39, failed: 1, cancelled: 0, failovers };
  });
  const whole: UsageSeries = { grain, starts, parts: [], calls };
  const parts = routeIds.map((name, part) => ({
    name,
    totals: noUsage,
    buckets: starts.map((start, index) => {
      const attempts = start > now || (index + part) % 6 === 0 ? 0 : 40;
      const failed = index % 7 === 3 && part === 0 ? 24 : (index * (part + 2)) % 5 === 0 ? 2 : 0;
      return { ...noUsage, attempts, succeeded: Math.max(0, attempts - failed), failed: attempts === 0 ? 0 : failed };
    }),
  }));
  return { cases: [{ when: { split: "route" }, value: { grain, starts, parts } }], value: whole };
}

const hours = seriesOf(
  Array.from({ length: 24 }, (_, index) => midnight + index * hour),
  "hour",
);
const days = seriesOf(
  Array.from({ length: 30 }, (_, index) => month.from + index * day),
  "day",
);

export const states: DashboardStates = {
  empty: { answers: { health: { value: { tracks: [], moves: [], moreMoves: 0 } }, series: hours } },
  one: {
    answers: {
      health: { value: viewOf(trip(anthropic, midnight + 6 * hour, "3 failures in a row: overloaded"), today) },
      series: hours,
    },
    memory: { period: "today" },
  },
  month: {
    answers: { health: { value: viewOf(monthEvents, month) }, series: days },
    memory: { period: "month" },
    everywhere: true,
  },
  incident: {
    answers: { health: { value: viewOf(incidentEvents, today) }, series: hours },
    memory: { period: "today" },
    everywhere: true,
    act: async (page) => {
      await page.locator(".health-piece.open").first().focus();
      return [];
    },
  },
  flapping: { answers: { health: { value: flapping() }, series: hours }, memory: { period: "today" } },
  waiting: { answers: { health: { pending: true } } },
  failed: { answers: { health: { refused: "The usage file cannot be read: the disk is full." } } },
};
