import type { Endpoint } from "../format.ts";

/** Tokens that a simulated provider has read and written so far. */
export type TokensUsed = () => { readonly inputTokens: number; readonly outputTokens: number };

/** Invented, so that a balance can be seen going down: US dollars, and US dollars per million tokens. */
const GRANTED = 25;
const INPUT_PRICE = 2;
const OUTPUT_PRICE = 10;

/** `GET /v1/credits` in the shape of Vercel's AI Gateway: https://vercel.com/docs/ai-gateway/usage */
export function creditsEndpoint(used: TokensUsed): Endpoint {
  return {
    method: "GET",
    path: /^\/v1\/credits$/,
    purpose: "other",
    reply: () => {
      const { inputTokens, outputTokens } = used();
      const spent = Math.min(GRANTED, (inputTokens * INPUT_PRICE + outputTokens * OUTPUT_PRICE) / 1e6);
      const body = { balance: (GRANTED - spent).toFixed(6), total_used: spent.toFixed(6), simulated: true };
      return { kind: "json", status: 200, body };
    },
  };
}
