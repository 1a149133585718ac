import type { Task } from "../../../src/spec/task.ts";

/**
 * A model of the simulated week. First-token times are medians of a log-normal distribution.
 *
 * Orders of magnitude as published: median first-token times of 0.3 to 2.1 s and 45 to 235 tokens/s over 15 models
 * (jonathanwrede.de, "TTFT varies 13x across LLM providers", 2026); 100 to 400 ms at the median and 2 to 3 times as much
 * at P95 for small prompts (deploybase.ai, "LLM API Latency Comparison", 2026).
 */
export interface SimModel {
  /** `provider/model`. */
  readonly id: ModelId;
  readonly provider: ProviderId;
  readonly firstTokenMs: number;
  /** What each thousand tokens of the prompt add. */
  readonly perThousandMs: number;
  /** Standard deviation of the logarithm: 0.45 puts P99 at 2.8 times the median. */
  readonly spread: number;
  readonly tokensPerSecond: number;
  /** When the headers come, as a share of the first-token time: some servers send them only with the first token. */
  readonly headersAt: number;
  /** US dollars for a million tokens, as the list prices of models of that size are. */
  readonly inputUsd: number;
  readonly outputUsd: number;
}

export const providerIds = ["north", "east", "west"] as const;
export type ProviderId = (typeof providerIds)[number];
export type ModelId = "north/large" | "north/small" | "east/large" | "west/large" | "west/small";

export const models: Readonly<Record<ModelId, SimModel>> = {
  "north/large": {
    id: "north/large",
    provider: "north",
    firstTokenMs: 800,
    perThousandMs: 60,
    spread: 0.45,
    tokensPerSecond: 70,
    headersAt: 0.3,
    inputUsd: 1.25,
    outputUsd: 10,
  },
  "north/small": {
    id: "north/small",
    provider: "north",
    firstTokenMs: 320,
    perThousandMs: 25,
    spread: 0.45,
    tokensPerSecond: 130,
    headersAt: 0.3,
    inputUsd: 0.25,
    outputUsd: 2,
  },
  "east/large": {
    id: "east/large",
    provider: "east",
    firstTokenMs: 950,
    perThousandMs: 70,
    spread: 0.5,
    tokensPerSecond: 60,
    headersAt: 0.95,
    inputUsd: 3,
    outputUsd: 15,
  },
  "west/large": {
    id: "west/large",
    provider: "west",
    firstTokenMs: 700,
    perThousandMs: 40,
    spread: 0.5,
    tokensPerSecond: 110,
    headersAt: 0.95,
    inputUsd: 1.25,
    outputUsd: 10,
  },
  "west/small": {
    id: "west/small",
    provider: "west",
    firstTokenMs: 350,
    perThousandMs: 20,
    spread: 0.5,
    tokensPerSecond: 190,
    headersAt: 0.95,
    inputUsd: 0.3,
    outputUsd: 2.5,
  },
};

const chatting: readonly ModelId[] = ["north/large", "east/large", "west/large"];

/** The models of each task in the order of the user's wish, the same for every contestant. The single model is the first. */
export const chains: Readonly<Record<Task, readonly ModelId[]>> = {
  embedding: [],
  completion: ["north/small", "west/small", "east/large"],
  chat: chatting,
  explain: chatting,
};

/** What an attempt costs, in US dollars. */
export function costOf({ inputUsd, outputUsd }: SimModel, input: number, output: number): number {
  return (input * inputUsd + output * outputUsd) / 1_000_000;
}
