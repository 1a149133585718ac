import type { AccountKey } from "../../spec/account.ts";
import type { Provider } from "../../spec/provider.ts";
import type { AccountApi } from "./account-api.ts";
import { anthropicCosts } from "./anthropic-costs.ts";
import { bifrost } from "./bifrost.ts";
import { deepSeek } from "./deepseek.ts";
import { gateway, type GatewayMemory } from "./gateway.ts";
import { liteLlm } from "./litellm.ts";
import { moonshot } from "./moonshot.ts";
import { openAiCosts } from "./openai-costs.ts";
import { openRouter } from "./open-router.ts";
import { siliconFlow } from "./siliconflow.ts";
import { vercel } from "./vercel.ts";

/**
 * Who tells of an account, by the host that the user's base URL names: a key goes to its own host alone, so a provider
 * that was given another address is whatever answers there.
 */
const BY_HOST: Readonly<Record<string, AccountApi>> = {
  "openrouter.ai": openRouter,
  "api.deepseek.com": deepSeek,
  "api.moonshot.ai": moonshot,
  "api.moonshot.cn": moonshot,
  "api.siliconflow.cn": siliconFlow,
  "api.siliconflow.com": siliconFlow,
  "ai-gateway.vercel.sh": vercel,
  "api.openai.com": openAiCosts,
  "api.anthropic.com": anthropicCosts,
};

/** Who runs at an address of the user's own, by the id of the catalog's row. */
const BY_ID: Readonly<Record<string, AccountApi>> = { litellm: liteLlm, bifrost };

/**
 * Who does not, as of November 2026, so that they are not asked in vain:
 * - Groq: usage and limits are in its console alone (console.groq.com/docs/billing-faqs, /docs/spend-limits)
 * - Mistral: an Admin API at another host, console.mistral.ai/api/admin, with a key of its own; it tells a month's
 *   costs and limits, no balance (docs.mistral.ai/admin/admin-api/usage-metrics)
 * - xAI: a Management API at another host, management-api.x.ai, with a key of its own and the team's id in the path
 *   (docs.x.ai/developers/rest-api-reference/management/billing)
 * - Together: the billing page alone (docs.together.ai/docs/billing-credits)
 * - Fireworks: the console alone; its API of accounts tells no balance
 *   (docs.fireworks.ai/faq/billing-pricing-usage/billing/billing-management)
 * - Zhipu: nothing documented; the calls of its own web page, which others found out, are not used
 * - Portkey: budgets are told by its Admin API alone, by a key's id and to an admin key, not to the key itself
 *   (portkey.ai/docs/api-reference/admin-api)
 * - Google: Gemini is billed by Google Cloud, whose billing API takes no Gemini key
 */
const SILENT_HOSTS: ReadonlySet<string> = new Set([
  "api.groq.com",
  "api.mistral.ai",
  "api.x.ai",
  "api.together.xyz",
  "api.together.ai",
  "api.fireworks.ai",
  "open.bigmodel.cn",
  "api.z.ai",
  "api.portkey.ai",
  "generativelanguage.googleapis.com",
]);

/** How a provider tells of an account; undefined when it does not, or when there is none. */
export function accountApiOf(provider: Provider, memory: GatewayMemory = new Map()): AccountApi | undefined {
  if (provider.simulated) return provider.dialect === "openai-chat" ? vercel : undefined;
  const host = URL.parse(provider.baseUrl)?.hostname;
  if (host === undefined || provider.local || SILENT_HOSTS.has(host)) return undefined;
  const known = BY_HOST[host];
  if (known) return known;
  const own = BY_ID[provider.id];
  if (own) return own;
  return provider.dialect === "openai-chat" ? gateway(memory) : undefined;
}

/** What can be told with a key of this provider that was added for models, or for the account alone. */
export interface AccountAccess {
  /** Whether such a key tells anything. */
  readonly readable: boolean;
  /** The kind of key that has to be added for a reading, or that would tell more. */
  readonly wants?: AccountKey;
}

/** @param forAccount the key was added for reading the account, and for nothing else */
export function accountAccess(provider: Provider, forAccount: boolean): AccountAccess {
  const api = accountApiOf(provider);
  if (!api) return { readable: false };
  if (forAccount) return { readable: true };
  if (api.wants !== "key") return { readable: false, wants: api.wants };
  return { readable: true, ...(api.tellsMoreTo !== undefined && { wants: api.tellsMoreTo }) };
}
