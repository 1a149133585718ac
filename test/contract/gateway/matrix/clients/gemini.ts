import { GoogleGenerativeAI, type GenerativeModel } from "@google/generative-ai";
import type { Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";
import { contentsOf, generationConfigOf, toldOf, toolsOf } from "./gemini-params.ts";

/** Google's older SDK. Newer fields it passes on, though its types lack them. */
export const geminiClient: Client = {
  name: "generative-ai",
  format: "gemini",
  lacks: new Set(["mid-system", "single", "marks"]),
  ways: {
    async generateContent(wish, at) {
      const { response } = await modelFor(wish, at).generateContent(requestOf(wish));
      return toldOf([response]);
    },
    async generateContentStream(wish, at) {
      const { stream } = await modelFor(wish, at).generateContentStream(requestOf(wish));
      const responses: unknown[] = [];
      for await (const response of stream) responses.push(response);
      return toldOf(responses);
    },
    chat(wish, at) {
      const last = wish.turns.at(-1);
      const isPlain = wish.turns.every((turn) => turn.role === "user" || (turn.role === "assistant" && !turn.calls));
      if (wish.turns.length < 2 || last?.role !== "user" || !isPlain) return undefined;
      const history = contentsOf({ turns: wish.turns.slice(0, -1) }, "function");
      const session = modelFor(wish, at).startChat({ history: history as never });
      const [said] = last.content;
      return session.sendMessage(said && "text" in said ? said.text : "").then(({ response }) => toldOf([response]));
    },
  },
  async count(wish, at) {
    return (await modelFor(wish, at).countTokens(requestOf(wish))).totalTokens;
  },
};

function modelFor({ system }: Wish, { url, token, model }: Address): GenerativeModel {
  const settings = { model, ...(system !== undefined && { systemInstruction: system }) };
  return new GoogleGenerativeAI(token).getGenerativeModel(settings, { baseUrl: url });
}

function requestOf(wish: Wish): never {
  return {
    contents: contentsOf(wish, "function"),
    generationConfig: generationConfigOf(wish),
    ...toolsOf(wish),
  } as never;
}
