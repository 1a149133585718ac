import { aiSdkClients } from "./ai-sdk.ts";
import { anthropicClient } from "./anthropic.ts";
import type { Client } from "./client.ts";
import { geminiClient } from "./gemini.ts";
import { googleGenAiClient } from "./google-genai.ts";
import { openAiChatClient } from "./openai-chat.ts";
import { openAiResponsesClient } from "./openai-responses.ts";
import { xsaiClient } from "./xsai.ts";

/** Every client, the vendors' own first. */
export const clients: readonly Client[] = [
  openAiChatClient,
  openAiResponsesClient,
  anthropicClient,
  geminiClient,
  googleGenAiClient,
  ...aiSdkClients,
  xsaiClient,
];
