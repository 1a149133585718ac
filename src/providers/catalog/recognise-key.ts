/** Shapes of keys, the most telling first. What two vendors share names both. */
const SHAPES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^sk-ant-[\w-]{10,}$/, ["anthropic"]],
  [/^sk-or-(?:v\d-)?[\w-]{10,}$/, ["openrouter"]],
  [/^sk-bf-[\w-]{10,}$/, ["bifrost"]],
  [/^sk-(?:proj|svcacct|None)-[\w-]{10,}$/, ["openai"]],
  [/^(?:AIza[\w-]{30,}|AQ\.[\w-]{20,})$/, ["gemini"]],
  [/^gsk_\w{20,}$/, ["groq"]],
  [/^xai-\w{20,}$/, ["xai"]],
  [/^fw_\w{10,}$/, ["fireworks"]],
  [/^tgp_v\d_[\w-]{10,}$/, ["together"]],
  [/^[0-9a-f]{64}$/, ["together"]],
  [/^[0-9a-f]{32}\.\w{16}$/, ["zhipu"]],
  // Older keys of OpenAI have these letters in their middle.
  [/^sk-\w{20}T3BlbkFJ\w{20}$/, ["openai"]],
  [/^sk-[0-9a-f]{32}$/, ["deepseek"]],
  [/^sk-[A-Za-z0-9]{48}$/, ["moonshot", "openai", "new-api"]],
  [/^sk-[\w-]{4,}$/, ["litellm", "openai", "moonshot", "deepseek"]],
  [/^[A-Za-z0-9]{32}$/, ["mistral"]],
];

/**
 * The providers whose key this may be, the likeliest first, by its shape alone; none if it has none of the known
 * ones. Nothing is sent anywhere.
 */
export function recogniseKey(key: string): readonly string[] {
  const text = key.trim();
  return SHAPES.find(([shape]) => shape.test(text))?.[1] ?? [];
}
