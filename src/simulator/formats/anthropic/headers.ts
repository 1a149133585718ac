import type { LimitState, LimitStates } from "../../rate-window.ts";

/** Source: platform.claude.com/docs/en/api/rate-limits, response headers. Resets are RFC 3339 times. */
export function anthropicHeaders(
  requestId: string,
  limits: LimitStates,
  now: number,
): Readonly<Record<string, string>> {
  return {
    "request-id": `req_${requestId}`,
    "anthropic-organization-id": "org-simulated",
    ...limitHeaders("requests", limits.requests, now),
    ...limitHeaders("tokens", limits.tokens, now),
    ...limitHeaders("input-tokens", limits.tokens, now),
    ...limitHeaders("output-tokens", limits.tokens, now),
  };
}

function limitHeaders(kind: string, state: LimitState, now: number): Record<string, string> {
  return {
    [`anthropic-ratelimit-${kind}-limit`]: String(state.limit),
    [`anthropic-ratelimit-${kind}-remaining`]: String(state.remaining),
    [`anthropic-ratelimit-${kind}-reset`]: resetTime(now + state.resetMs),
  };
}

/** Rounded up to whole seconds, as Anthropic states it. */
export function resetTime(at: number): string {
  return new Date(Math.ceil(at / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
