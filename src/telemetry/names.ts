/**
 * Names of the semantic conventions for generative AI, as they stood in November 2026. They have a repository of their own
 * now, all of it in development; the copies in `@opentelemetry/semantic-conventions` are deprecated and still call
 * `cache_write` by its former name, `cache_creation`.
 * https://github.com/open-telemetry/semantic-conventions-genai/tree/main/docs/gen-ai
 */
export const genAi = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  model: "gen_ai.request.model",
  stream: "gen_ai.request.stream",
  finishReasons: "gen_ai.response.finish_reasons",
  /** Seconds. */
  timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
  /** Cached tokens included. */
  inputTokens: "gen_ai.usage.input_tokens",
  cacheRead: "gen_ai.usage.cache_read.input_tokens",
  cacheWrite: "gen_ai.usage.cache_write.input_tokens",
  /** Reasoning included. */
  outputTokens: "gen_ai.usage.output_tokens",
  reasoning: "gen_ai.usage.reasoning.output_tokens",
  tokenType: "gen_ai.token.type",
} as const;

/**
 * What the conventions have no name for. A call's sums have names apart from its attempts' own, so that adding one name up
 * over all spans counts nothing twice.
 */
export const own = {
  task: "switchyard.task",
  client: "switchyard.client",
  experiment: "switchyard.experiment",
  workspace: "switchyard.workspace",
  outcome: "switchyard.outcome",
  /** `provider/model`: of an attempt, or of the one that answered. */
  route: "switchyard.route",
  keyLabel: "switchyard.key_label",
  role: "switchyard.role",
  probe: "switchyard.probe",
  usageSource: "switchyard.usage_source",
  costUsd: "switchyard.cost_usd",
  costSource: "switchyard.cost_source",
  deadline: "switchyard.deadline",
  attempts: "switchyard.attempts",
  failovers: "switchyard.failovers",
  callCostUsd: "switchyard.call.cost_usd",
  callCostSource: "switchyard.call.cost_source",
  /** Seconds from the call's begin, failovers included. */
  callTimeToFirstChunk: "switchyard.call.time_to_first_chunk",
  breakerScope: "switchyard.breaker.scope",
  breakerTarget: "switchyard.breaker.target",
} as const;

export const metricNames = {
  tokens: "gen_ai.client.token.usage",
  duration: "gen_ai.client.operation.duration",
  timeToFirstChunk: "gen_ai.client.operation.time_to_first_chunk",
  cost: "switchyard.cost.usd",
  unpriced: "switchyard.cost.unknown",
  failovers: "switchyard.failovers",
  breaker: "switchyard.breaker.state",
} as const;

/**
 * Bucket boundaries that the conventions ask for, in tokens and in seconds.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/gen-ai-metrics.md
 */
export const buckets = {
  tokens: [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
  seconds: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
};
