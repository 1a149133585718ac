import type { CallEvent } from "../../../../src/router/events.ts";
import { attemptOf, callOf, usageOf } from "../../../support/call-records.ts";
import type { ScriptedRouter } from "../../../support/scripted-router.ts";

const dayMs = 86_400_000;

/** What the router knows of a route once it has answered so many small prompts, each with its first token after `ms`. */
export function teach(
  { router, clock }: Pick<ScriptedRouter, "router" | "clock">,
  routeId: string,
  ms = 300,
  times = 20,
) {
  const [provider = "", model = ""] = routeId.split("/");
  const attempt = attemptOf({
    routeId,
    provider,
    model,
    credential: `key-${provider}`,
    startedAt: clock.now() - dayMs,
    firstTokenMs: ms,
    durationMs: ms,
    usage: usageOf({ input: 10, output: 5 }),
  });
  const cost = { kind: "known", usd: 0, source: "free" } as const;
  const call = { ...callOf({ attempts: [attempt] }), attempts: [{ ...attempt, cost }], cost };
  router.learn({ calls: Array.from({ length: times }, () => call), health: [] });
}

export function kinds(events: readonly CallEvent[]): readonly string[] {
  return events.map(({ type }) => type);
}
