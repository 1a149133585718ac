import type { DocumentView } from "../../src/features/inline/document.ts";
import { InlineEngine } from "../../src/features/inline/engine.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { createFakeRouter } from "../support/fake-router.ts";
import { inlineSettings } from "../support/inline-settings.ts";
import { documentOf } from "../support/text-document.ts";
import type { Measure } from "./measure.ts";

const rounds = 2000;
const lineCount = 50_000;

/**
 * What ghost text itself takes in a file of 5 MB: at a keystroke until the typing pause begins, and from the pause's end
 * until the router is called. Each round is at another place and brings a suggestion, so that the cache is full.
 */
export async function benchInline(): Promise<Readonly<Record<string, Measure>>> {
  const view = hugeDocument();
  const toPause: number[] = [];
  const toCall: number[] = [];
  const pause = { end: () => {}, endedAt: 0 };
  const clock: Clock = {
    now: () => performance.now(),
    schedule(_delayMs, callback) {
      pause.end = callback;
      return () => {};
    },
  };
  const fake = createFakeRouter();
  const engine = new InlineEngine({
    clock,
    router: {
      plan: fake.router.plan,
      call(query, signal) {
        toCall.push(performance.now() - pause.endedAt);
        return fake.router.call(query, signal);
      },
    },
    settings: () => inlineSettings(),
    pinned: () => undefined,
    policyKey: () => "policy",
    report: () => {},
  });
  for (let round = 0; round < rounds; round += 1) {
    const line = (round * 7919) % lineCount;
    const caret = { line, character: view.line(line).length };
    const asked = performance.now();
    engine.edited(view, { start: { line, character: caret.character - 1 }, text: ";" });
    const ghost = engine.suggest(
      { view, caret, explicit: false, carets: 1, selecting: false },
      new AbortController().signal,
    );
    toPause.push(performance.now() - asked);
    pause.endedAt = performance.now();
    pause.end();
    await new Promise((resolve) => setImmediate(resolve));
    fake.at(-1).text(`\nconst next = ${line};`);
    fake.at(-1).finish();
    await ghost;
  }
  engine.dispose();
  return {
    "inline.keystroke_us_p50": { value: percentile(toPause, 0.5), unit: "us" },
    "inline.keystroke_us_p99": { value: percentile(toPause, 0.99), unit: "us" },
    "inline.request_us_p50": { value: percentile(toCall, 0.5), unit: "us" },
    "inline.request_us_p99": { value: percentile(toCall, 0.99), unit: "us" },
  };
}

function hugeDocument(): DocumentView {
  const lines = Array.from({ length: lineCount }, (_, index) => `const value${index} = compute(${"x".repeat(75)});`);
  return { ...documentOf("").view, version: 1, lineCount, line: (index) => lines[index] ?? "" };
}

/** Nearest rank, of milliseconds, in microseconds. */
function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return Math.round(value * 1000);
}
