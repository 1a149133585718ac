import type { Json } from "../../../../../src/gateway/json.ts";
import { installedPackage } from "../../clients/install.ts";
import type { Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";
import { contentsOf, generationConfigOf, toldOf, toolsOf } from "./gemini-params.ts";

/** What is used of `@google/genai`. */
interface GenAi {
  readonly GoogleGenAI: new (options: Json) => {
    readonly models: {
      generateContent(request: Json): Promise<unknown>;
      generateContentStream(request: Json): Promise<AsyncIterable<unknown>>;
      countTokens(request: Json): Promise<{ readonly totalTokens?: number }>;
    };
  };
}

/** Google's present SDK, as Gemini CLI uses it. */
export const googleGenAiClient: Client = {
  name: "@google/genai",
  format: "gemini",
  lacks: new Set(["mid-system", "single", "marks"]),
  ways: {
    async generateContent(wish, at) {
      return toldOf([await (await models(at)).generateContent(requestOf(wish, at))]);
    },
    async generateContentStream(wish, at) {
      const responses: unknown[] = [];
      for await (const response of await (await models(at)).generateContentStream(requestOf(wish, at)))
        responses.push(response);
      return toldOf(responses);
    },
  },
  async count({ turns }, at) {
    const { totalTokens } = await (
      await models(at)
    ).countTokens({ model: at.model, contents: contentsOf({ turns }, "user") });
    return totalTokens ?? 0;
  },
};

async function models({ url, token }: Address) {
  const { GoogleGenAI } = await installedPackage<GenAi>("@google/genai");
  return new GoogleGenAI({ apiKey: token, httpOptions: { baseUrl: url } }).models;
}

function requestOf(wish: Wish, { model }: Address): Json {
  return {
    model,
    contents: contentsOf(wish, "user"),
    config: {
      ...generationConfigOf(wish),
      ...toolsOf(wish),
      ...(wish.system !== undefined && { systemInstruction: wish.system }),
    },
  };
}
