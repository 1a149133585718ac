import { openLedger } from "../../../src/ledger/ledger.ts";
import type { Clock } from "../../../src/spec/clock.ts";
import type { CallRecord } from "../../../src/spec/call.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { sixteenths } from "./random-calls.ts";

/**
 * A window that makes calls, in bursts of all sizes, until it is killed: `node killed-writer.ts <directory> <writer>`.
 * Prints `<time> <call's id>` for each call just after it was recorded.
 */
const [directory = "", writer = ""] = process.argv.slice(2);
const clock: Clock = {
  now: () => Date.now(),
  schedule: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
const loadPrice = async () => sixteenths;
const ledger = await openLedger({ directory, writer: Number(writer), clock, loadPrice, keepDays: () => 0 });

const DAY_MS = 86_400_000;
let count = 0;
burst();

function burst(): void {
  const size = Math.random() < 0.05 ? 250 : below(8);
  for (let made = 0; made < size; made++) {
    const call = randomCall(`${writer}-${count++}`);
    ledger.record(call);
    process.stdout.write(`${Date.now()} ${call.id}\n`);
    const { id: callId, startedAt: at } = call;
    if (made % 3 === 0) ledger.recordOutcome({ callId, at, kind: "shown", characters: below(90), language: "rust" });
  }
  setTimeout(burst, below(60));
}

function randomCall(id: string): CallRecord {
  const startedAt = Date.now() - below(2 * DAY_MS);
  const models = ["small", "large", "huge"].slice(below(3));
  const attempts = models.map((model, index) =>
    attemptOf({
      routeId: `openai/${model}`,
      model,
      startedAt,
      durationMs: below(5000) + 200,
      firstTokenMs: below(200),
      outcome: index + 1 < models.length ? "failed" : "succeeded",
      usage: usageOf({ input: below(5000), output: below(500), reasoning: below(10) }),
    }),
  );
  const task = below(2) === 0 ? "chat" : "completion";
  return callOf({ id, task, workspace: `folder ${below(3)}`, startedAt, routeId: "openai/huge", attempts });
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}
