import { asRecord, type Json } from "../../src/gateway/json.ts";

/**
 * How a streamed answer ended, as a program sees it that knows the format: whole, with an error in the format's own
 * words, or with neither, which a program may take for success.
 */
export type Ending = "whole" | "error" | "silent";

/** One address of the gateway that asks a model. */
export interface Entrance {
  readonly name: string;
  /** Which of the providers of `gateway-upstream.ts` can be asked from here. */
  readonly routes: readonly string[];
  readonly streams: boolean;
  path(model: string, streamed: boolean): string;
  body(model: string, streamed: boolean): Json;
  /** Whether a body is an error in the format's words, with a message. */
  isProblem(body: unknown): boolean;
  endingOf(text: string): Ending;
  /** The words of a streamed answer. */
  textOf(text: string): string;
}

const anyRoute = ["chat", "claude", "gemini"];

/** The data of each event of a stream; JSON where it is that. */
export function dataOf(text: string): readonly unknown[] {
  return text.split("\n\n").flatMap((event) => {
    const data = event.split("\n").flatMap((line) => (line.startsWith("data: ") ? [line.slice(6)] : []));
    return data.length === 0 ? [] : [parsed(data.join("\n"))];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inside, step) => (inside === null || inside === undefined ? undefined : Reflect.get(Object(inside), step)),
    value,
  );
const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
};
const hasMessage = (body: unknown): boolean => textAt(body, "error", "message") !== "";
const isOpenAi = (body: unknown): boolean => hasMessage(body) && textAt(body, "error", "type") !== "";

/** The last event decides. */
function openAiEnding(text: string): Ending {
  const last = dataOf(text).at(-1);
  if (last === "[DONE]") return "whole";
  return isOpenAi(last) ? "error" : "silent";
}

function responsesEnding(text: string): Ending {
  const types = dataOf(text).map((event) => textAt(event, "type"));
  if (types.at(-1) === "response.completed" || types.at(-1) === "response.incomplete") return "whole";
  return types.includes("response.failed") || types.includes("error") ? "error" : "silent";
}

function anthropicEnding(text: string): Ending {
  const last = dataOf(text).at(-1);
  if (textAt(last, "type") === "message_stop") return "whole";
  return textAt(last, "type") === "error" && hasMessage(last) ? "error" : "silent";
}

/** An error stands bare behind the last event. */
function geminiEnding(text: string): Ending {
  if (hasMessage(parsed(text.slice(text.lastIndexOf("\n\n") + 1).trim()))) return "error";
  if (hasMessage(dataOf(text).at(-1))) return "error";
  return dataOf(text).some((chunk) => isFinished(chunk)) ? "whole" : "silent";
}

const isFinished = (chunk: unknown): boolean => textAt(chunk, "candidates", 0, "finishReason") !== "";

function listEnding(text: string): Ending {
  const list = parsed(text);
  if (!Array.isArray(list)) return "silent";
  const items: readonly unknown[] = list;
  if (hasMessage(items.at(-1))) return "error";
  return items.some(isFinished) ? "whole" : "silent";
}

const joined = (events: readonly unknown[], ...path: readonly (string | number)[]): string =>
  events.map((event) => textAt(event, ...path)).join("");

const messages = [
  { role: "user", content: "Say some words." },
  { role: "assistant", content: "Which?" },
  { role: "user", content: "Any." },
];
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };

const openAi = {
  isProblem: isOpenAi,
  endingOf: openAiEnding,
};

/** The parts of a Gemini address in both ways to stream. */
function gemini(name: string, alt: string): Entrance {
  const asList = alt === "";
  return {
    name,
    routes: anyRoute,
    streams: true,
    path: (model, streamed) =>
      `/v1beta/models/${model.replace("/", "%2F")}:${streamed ? `streamGenerateContent${alt}` : "generateContent"}`,
    body: () => ({
      contents: messages.map(({ role, content }) => ({
        role: role === "user" ? "user" : "model",
        parts: [{ text: content }],
      })),
      systemInstruction: { parts: [{ text: "Be brief." }] },
      generationConfig: { temperature: 0.5, maxOutputTokens: 100, topK: 3, stopSequences: ["END"] },
      tools: [{ functionDeclarations: [{ name: "weather", description: "d", parameters: schema }] }],
    }),
    isProblem: (body) => hasMessage(body) && textAt(body, "error", "status") !== "",
    endingOf: asList ? listEnding : geminiEnding,
    textOf: (text) => {
      const list = asList ? parsed(text) : undefined;
      return joined(Array.isArray(list) ? list : dataOf(text), "candidates", 0, "content", "parts", 0, "text");
    },
  };
}

/** All of them, each with a valid request that uses much of its format. */
export const entrances: readonly Entrance[] = [
  {
    ...openAi,
    name: "chat",
    routes: anyRoute,
    streams: true,
    path: () => "/v1/chat/completions",
    body: (model, stream) => ({
      model,
      stream,
      messages: [{ role: "system", content: "Be brief." }, ...messages],
      temperature: 0.5,
      max_tokens: 100,
      stop: ["END"],
      tools: [{ type: "function", function: { name: "weather", description: "d", parameters: schema } }],
      tool_choice: "auto",
    }),
    textOf: (text) => joined(dataOf(text), "choices", 0, "delta", "content"),
  },
  {
    name: "responses",
    routes: anyRoute,
    streams: true,
    path: () => "/v1/responses",
    body: (model, stream) => ({
      model,
      stream,
      instructions: "Be brief.",
      input: [{ type: "message", role: "user", content: [{ type: "input_text", text: "Say some words." }] }],
      tools: [{ type: "function", name: "weather", description: "d", parameters: schema, strict: false }],
      reasoning: { effort: "low" },
      max_output_tokens: 100,
    }),
    isProblem: isOpenAi,
    endingOf: responsesEnding,
    textOf: (text) =>
      joined(
        dataOf(text).filter((event) => textAt(event, "type") === "response.output_text.delta"),
        "delta",
      ),
  },
  {
    ...openAi,
    name: "completions",
    routes: anyRoute,
    streams: true,
    path: () => "/v1/completions",
    body: (model, stream) => ({ model, stream, prompt: "const a = ", suffix: ";", max_tokens: 20, stop: ["\n\n"] }),
    textOf: (text) => joined(dataOf(text), "choices", 0, "text"),
  },
  {
    ...openAi,
    name: "embeddings",
    routes: ["chat"],
    streams: false,
    path: () => "/v1/embeddings",
    body: (model) => ({ model, input: ["one", "two"], dimensions: 8 }),
    textOf: () => "",
  },
  {
    name: "messages",
    routes: anyRoute,
    streams: true,
    path: () => "/v1/messages",
    body: (model, stream) => ({
      model,
      stream,
      max_tokens: 100,
      system: [{ type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } }],
      messages,
      tools: [{ name: "weather", description: "d", input_schema: schema }],
      tool_choice: { type: "auto" },
      metadata: { user_id: "user_1_account__session_2" },
    }),
    isProblem: (body) =>
      asRecord(body)?.["type"] === "error" && hasMessage(body) && textAt(body, "error", "type") !== "",
    endingOf: anthropicEnding,
    textOf: (text) => joined(dataOf(text), "delta", "text"),
  },
  gemini("gemini", "?alt=sse"),
  gemini("gemini list", ""),
];
