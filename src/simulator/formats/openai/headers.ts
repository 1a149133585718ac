import type { LimitState, LimitStates } from "../../rate-window.ts";

/** Source: platform.openai.com/docs/api-reference/debugging-requests and /docs/guides/rate-limits. */
export function openAiHeaders(requestId: string, limits: LimitStates): Readonly<Record<string, string>> {
  return {
    "x-request-id": `req_${requestId}`,
    "openai-version": "2020-10-01",
    "openai-organization": "org-simulated",
    "openai-processing-ms": "1",
    ...limitHeaders("requests", limits.requests),
    ...limitHeaders("tokens", limits.tokens),
  };
}

function limitHeaders(kind: string, state: LimitState): Record<string, string> {
  return {
    [`x-ratelimit-limit-${kind}`]: String(state.limit),
    [`x-ratelimit-remaining-${kind}`]: String(state.remaining),
    [`x-ratelimit-reset-${kind}`]: goDuration(state.resetMs),
  };
}

/** A time as OpenAI writes it, which is how Go does: `12ms`, `1.5s`, `6m0s`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = (ms - minutes * 60_000) / 1000;
  return minutes > 0 ? `${minutes}m${trim(seconds)}s` : `${trim(seconds)}s`;
}

function trim(seconds: number): string {
  return String(Math.round(seconds * 1000) / 1000);
}
