import type { ArmRow } from "../../../../src/protocol/dashboard/experiments.ts";
import { now } from "../now.ts";
import type { DashboardStates } from "./state.ts";

const arm = (model: string, more: Partial<ArmRow> = {}): ArmRow => ({
  model,
  attempts: 412,
  succeeded: 396,
  failed: 9,
  usd: 1.42,
  unpriced: 0,
  firstToken: { p50: 312, p95: 1_240, p99: 3_100, samples: 396 },
  shown: 0,
  accepted: 0,
  ...more,
});

const terse = {
  name: "terse-prompts",
  lastAt: now - 86_400_000,
  arms: [
    arm("gpt-5-mini", { shown: 320, accepted: 118 }),
    arm("claude-sonnet-4-5", {
      attempts: 388,
      succeeded: 371,
      failed: 17,
      usd: 6.83,
      firstToken: { p50: 840, p95: 2_910, p99: 5_400, samples: 371 },
      shown: 301,
      accepted: 141,
    }),
  ],
};

const warm = {
  name: "warm-cache-with-a-rather-long-name-of-its-own",
  lastAt: now - 12 * 86_400_000,
  arms: [
    arm("meta-llama/llama-4-scout-17b-16e-instruct", { attempts: 12, succeeded: 9, failed: 3, usd: 0, unpriced: 12 }),
    {
      model: "qwen2.5-coder:1.5b",
      attempts: 3,
      succeeded: 0,
      failed: 0,
      usd: 0,
      unpriced: 0,
      shown: 0,
      accepted: 0,
    },
    arm("gpt-5-nano", { attempts: 40, succeeded: 38, failed: 1, usd: 0.0042, unpriced: 4 }),
  ],
};

export const states: DashboardStates = {
  none: { answers: { experiments: { value: { experiments: [] } } }, everywhere: true },
  one: { answers: { experiments: { value: { experiments: [terse] } } } },
  rich: { answers: { experiments: { value: { experiments: [terse, warm] } } }, everywhere: true },
  waiting: { answers: { experiments: { pending: true } } },
  failed: {
    answers: { experiments: { refused: "The usage file cannot be read. The Switchyard log has the details." } },
  },
};
