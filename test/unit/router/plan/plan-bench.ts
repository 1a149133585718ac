import { modelKey } from "../../../../src/router/model-key.ts";
import type { Plan, PlanQuery, Prices, Router } from "../../../../src/router/types.ts";
import type { AttemptRecord, PricedCall } from "../../../../src/spec/call.ts";
import type { Task } from "../../../../src/spec/task.ts";
import { attemptOf, callOf, usageOf } from "../../../support/call-records.ts";
import type { FakeClock } from "../../../support/fake-clock.ts";
import type { ScriptedRouter, Script } from "../../../support/scripted-router.ts";
import { finish, pause, text } from "../../../support/scripted-router.ts";

/** Ids of a plan's routes, in order. */
export const idsOf = ({ routes }: Plan) => routes.map(({ route }) => route.id);

/** Such as `a/m: first in your chain`. */
export const reasonsOf = ({ routes }: Plan) => routes.map(({ route, reason }) => `${route.id}: ${reason}`);
export const leftOutOf = ({ leftOut }: Plan) => leftOut.map(({ entry, reason }) => `${entry}: ${reason}`);

/** The route that would be tried first. */
export function firstOf(router: Pick<Router, "plan">, query: Partial<PlanQuery> = {}): string | undefined {
  return router.plan({ task: "chat", ...query }).routes[0]?.route.id;
}

/** Each attempt at a model, as `provider/model`, costs and is expected to cost so many US dollars; unknown where it is not listed. */
export function pricesOf(usd: Readonly<Record<string, number>>): Prices {
  return {
    estimate: (route) => usd[modelKey(route)],
    costOf(attempt) {
      const price = usd[modelKey(attempt)];
      return price === undefined ? { kind: "unknown" } : { kind: "known", usd: price, source: "list" };
    },
  };
}

/** What a model's attempts were like, for a router to learn. */
export interface Lesson extends Partial<Pick<AttemptRecord, "outcome" | "failure" | "role" | "credential">> {
  readonly firstTokenMs?: number;
  readonly promptTokens?: number;
  /** 20 unless set: enough for any rule. */
  readonly times?: number;
  readonly task?: Task;
  /** Before now, in milliseconds, of the last one; an hour unless set. */
  readonly agoMs?: number;
}

/** Calls that another window made at a model, as `provider/model`, each a second after the one before. */
export function callsAt(clock: Pick<FakeClock, "now">, model: string, lesson: Lesson): readonly PricedCall[] {
  const { firstTokenMs, promptTokens = 3000, times = 20, task = "chat", agoMs = 3_600_000, ...more } = lesson;
  const [provider = "", name = ""] = model.split("/", 2);
  return Array.from({ length: times }, (_, at): PricedCall => {
    const startedAt = clock.now() - agoMs - (times - at) * 1000;
    const attempt = attemptOf({
      routeId: model,
      provider,
      model: name,
      credential: `key-${provider}`,
      startedAt,
      // Fifty tokens a second.
      durationMs: (firstTokenMs ?? 0) + 4000,
      usage: usageOf({ input: promptTokens, output: 200 }),
      ...more,
    });
    const { firstTokenMs: _usual, ...silent } = attempt;
    const told = firstTokenMs === undefined ? silent : { ...attempt, firstTokenMs };
    const cost = { kind: "known", usd: 0, source: "free" } as const;
    return { ...callOf({ id: `${model} ${startedAt}`, task, startedAt }), attempts: [{ ...told, cost }], cost };
  });
}

/** Teaches the router how quick models are, by the median of their first token in milliseconds. */
export function teach(
  { router, clock }: Pick<ScriptedRouter, "router" | "clock">,
  firstTokens: Readonly<Record<string, number>>,
  lesson: Lesson = {},
): void {
  for (const [model, firstTokenMs] of Object.entries(firstTokens)) {
    router.learn({ calls: callsAt(clock, model, { ...lesson, firstTokenMs }), health: [] });
  }
}

/** An answer whose first word comes after so many milliseconds. */
export const slowly = (ms: number): Script => [{ type: "start" }, pause(ms), text("slowly"), finish];
