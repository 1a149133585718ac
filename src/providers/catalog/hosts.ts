import type { Provider } from "../../spec/provider.ts";

/**
 * Those who serve the models of others. `responses` is only said of those who serve it for all of their models: Together
 * does for some (docs.together.ai/docs/inference/responses), and Fireworks keeps what it is asked there, which it does not
 * of chats (docs.fireworks.ai/guides/response-api).
 */
export const HOSTS: readonly Provider[] = [
  {
    id: "openrouter",
    name: "OpenRouter",
    dialect: "openai-chat",
    baseUrl: "https://openrouter.ai/api/v1",
    needsKey: true,
    local: false,
    simulated: false,
    keyUrl: "https://openrouter.ai/settings/keys",
    responses: true,
    priceId: "openrouter",
    models: [
      { id: "anthropic/claude-sonnet-5", name: "Claude Sonnet 5", contextWindow: 1_000_000, suits: ["chat"] },
      {
        id: "google/gemini-3.1-flash-lite",
        name: "Gemini 3.1 Flash Lite",
        contextWindow: 1_048_576,
        suits: ["completion", "chat"],
      },
      { id: "openai/gpt-6-sol", name: "GPT-6 Sol", contextWindow: 1_050_000, suits: ["chat"] },
      { id: "deepseek/deepseek-v4-pro", name: "DeepSeek V4 Pro", suits: ["chat"] },
      { id: "mistralai/codestral-2508", name: "Codestral 2508", contextWindow: 256_000, suits: ["completion"] },
    ],
  },
  {
    id: "groq",
    name: "Groq",
    dialect: "openai-chat",
    baseUrl: "https://api.groq.com/openai/v1",
    needsKey: true,
    local: false,
    simulated: false,
    keyUrl: "https://console.groq.com/keys",
    responses: true,
    priceId: "groq",
    models: [
      { id: "openai/gpt-oss-120b", name: "gpt-oss 120B", contextWindow: 131_072, suits: ["chat"] },
      { id: "openai/gpt-oss-20b", name: "gpt-oss 20B", contextWindow: 131_072, suits: ["completion", "chat"] },
    ],
  },
  {
    id: "together",
    name: "Together AI",
    dialect: "openai-chat",
    baseUrl: "https://api.together.xyz/v1",
    needsKey: true,
    local: false,
    simulated: false,
    keyUrl: "https://api.together.ai/settings/api-keys",
    priceId: "together",
    models: [
      {
        id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
        name: "Llama 3.3 70B Instruct Turbo",
        suits: ["chat", "completion"],
      },
      { id: "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", name: "Llama 4 Maverick", suits: ["chat"] },
    ],
  },
  {
    id: "fireworks",
    name: "Fireworks AI",
    dialect: "openai-chat",
    baseUrl: "https://api.fireworks.ai/inference/v1",
    needsKey: true,
    local: false,
    simulated: false,
    keyUrl: "https://app.fireworks.ai/settings/users/api-keys",
    priceId: "fireworks",
    models: [
      { id: "accounts/fireworks/models/glm-5p2", name: "GLM-5.2", contextWindow: 1_040_000, suits: ["chat"] },
      {
        id: "accounts/fireworks/models/gpt-oss-20b",
        name: "gpt-oss 20B",
        contextWindow: 131_072,
        suits: ["completion", "chat"],
      },
      { id: "accounts/fireworks/models/kimi-k3", name: "Kimi K3", contextWindow: 1_040_000, suits: ["chat"] },
    ],
  },
];
