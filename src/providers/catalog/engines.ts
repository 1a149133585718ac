import type { Provider } from "../../spec/provider.ts";

/**
 * Gateways that pass on to the vendors behind them. The self-hosted ones are at their usual ports; what they are asked
 * leaves for those vendors, so none of them counts as local. What they serve is known from their listings alone.
 */
export const ENGINES: readonly Provider[] = [
  {
    id: "litellm",
    name: "LiteLLM proxy",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:4000/v1",
    needsKey: false,
    local: false,
    simulated: false,
    // Bridged to chats for models that have none of their own.
    responses: true,
    models: [],
  },
  {
    id: "bifrost",
    name: "Bifrost",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:8080/v1",
    needsKey: false,
    local: false,
    simulated: false,
    responses: true,
    models: [],
  },
  {
    // The hosted one. A model's name has the slug of its provider before it, as in `@openai-prod/gpt-6-sol`.
    id: "portkey",
    name: "Portkey",
    dialect: "openai-chat",
    baseUrl: "https://api.portkey.ai/v1",
    needsKey: true,
    local: false,
    simulated: false,
    keyUrl: "https://app.portkey.ai/api-keys",
    responses: true,
    models: [],
  },
  {
    // Its Responses reach only channels that have them, so that is for the user to say.
    id: "new-api",
    name: "new-api or one-api",
    dialect: "openai-chat",
    baseUrl: "http://127.0.0.1:3000/v1",
    needsKey: false,
    local: false,
    simulated: false,
    models: [],
  },
];
