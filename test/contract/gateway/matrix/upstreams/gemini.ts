import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { onlyFields, record, records, text } from "../reading.ts";
import type { Answer, Counted, Finish, Got, ReplyPart, Trouble } from "../words.ts";
import { readContents } from "./gemini-contents.ts";
import { event, pieces, type Asked, type WireError, type WireFormat } from "./wire-format.ts";

const CONFIG =
  "candidateCount stopSequences maxOutputTokens temperature topP topK seed responseMimeType responseSchema " +
  "responseJsonSchema thinkingConfig responseLogprobs logprobs";

const FINISHES: Readonly<Record<Finish, string>> = {
  stop: "STOP",
  length: "MAX_TOKENS",
  calls: "STOP",
  filtered: "SAFETY",
};

/** Google's generateContent. */
export const gemini: WireFormat = {
  format: "gemini",
  path: /:(?:generateContent|streamGenerateContent)$/,
  read,
  whole: (answer, model) => ({
    candidates: Array.from({ length: answer.copies ?? 1 }, (_, index) => ({
      content: { parts: answer.content.flatMap(partsOf), role: "model" },
      finishReason: FINISHES[answer.finish],
      index,
      ...(answer.logprobs && {
        avgLogprobs: -0.1,
        logprobsResult: { chosenCandidates: [{ token: "Hi", logProbability: -0.1 }] },
      }),
    })),
    ...(answer.usage && { usageMetadata: usageOf(answer.usage) }),
    modelVersion: model,
    responseId: "up1",
  }),
  events,
  error,
};

function read({ path, query, headers, body }: Asked): Got {
  onlyFields(body, "contents systemInstruction tools toolConfig generationConfig safetySettings", "the body");
  assert.match(text(headers["x-goog-api-key"], "x-goog-api-key"), /^key-of-/);
  const [, model, call] = /\/models\/([^/:]+):(\w+)$/.exec(path) ?? [];
  const streamed = call === "streamGenerateContent";
  if (streamed) assert.equal(query.get("alt"), "sse");
  const config = record(body["generationConfig"] ?? {}, "generationConfig");
  onlyFields(config, CONFIG, "generationConfig");
  const schema = config["responseJsonSchema"] ?? config["responseSchema"];
  if (schema !== undefined) assert.equal(config["responseMimeType"], "application/json");
  const { lines, proofs } = readContents(body);
  return {
    format: "gemini",
    model: text(model, "model"),
    streamed,
    raw: JSON.stringify(body),
    lines,
    tools: records(body["tools"], "tools").flatMap((each) =>
      records(each["functionDeclarations"], "functionDeclarations").map((one) => ({
        name: text(one["name"], "name"),
        description: text(one["description"], "description"),
        parameters: record(one["parameters"] ?? one["parametersJsonSchema"] ?? {}, "parameters"),
      })),
    ),
    choice: choiceOf(body["toolConfig"]),
    single: false,
    schema,
    stop: (config["stopSequences"] ?? []) as readonly string[],
    temperature: config["temperature"],
    topP: config["topP"],
    seed: config["seed"],
    maxTokens: config["maxOutputTokens"],
    copies: config["candidateCount"],
    logprobs: config["responseLogprobs"] === true,
    proofs,
    marked: [],
  };
}

function choiceOf(toolConfig: unknown): Got["choice"] {
  if (toolConfig === undefined) return undefined;
  const { mode, allowedFunctionNames: names } = record(
    record(toolConfig, "toolConfig")["functionCallingConfig"],
    "config",
  );
  if (mode === "ANY") return Array.isArray(names) && names.length === 1 ? { name: text(names[0], "name") } : "required";
  return mode === "NONE" ? "none" : "auto";
}

/** The proof is a signature: on the call that follows the thought, or on the answer. */
function partsOf(part: ReplyPart, index: number, all: readonly ReplyPart[]): readonly Json[] {
  if ("text" in part) return [{ text: part.text }];
  if ("reasoning" in part) return [{ text: part.reasoning, thought: true }];
  const before = all[index - 1];
  const signature = before && "reasoning" in before ? before.proof : undefined;
  const { name, args } = part.call;
  return [{ functionCall: { name, args }, ...(signature !== undefined && { thoughtSignature: signature }) }];
}

function events(answer: Answer, model: string): readonly string[] {
  const { content, finish, usage, breaks, copies = 1, logprobs } = answer;
  const same = { ...(usage && { usageMetadata: usageOf(usage) }), modelVersion: model, responseId: "up1" };
  const chunk = (parts: readonly Json[], more: Json = {}): string =>
    event({
      candidates: Array.from({ length: copies }, (_, index) => ({ content: { parts, role: "model" }, index, ...more })),
      ...same,
    });
  const said = content.flatMap((part, index) =>
    "text" in part
      ? pieces(part.text).map((piece) => chunk([{ text: piece }]))
      : [chunk(partsOf(part, index, content))],
  );
  if (breaks === "cut") return said;
  if (breaks === "error")
    return [...said, event({ error: { code: 500, message: "The server had an error", status: "INTERNAL" } })];
  // As it does after function calls: the end comes by itself.
  return [...said, chunk([{ text: "" }], { finishReason: FINISHES[finish], ...(logprobs && { avgLogprobs: -0.1 }) })];
}

function usageOf({ input, cached, output, reasoning }: Counted): Json {
  return {
    promptTokenCount: input,
    cachedContentTokenCount: cached,
    candidatesTokenCount: output - reasoning,
    thoughtsTokenCount: reasoning,
    totalTokenCount: input + output,
  };
}

const ERRORS: Readonly<Record<Trouble, readonly [status: number, name: string, message: string]>> = {
  "context-too-long": [
    400,
    "INVALID_ARGUMENT",
    "The input token count (1048600) exceeds the maximum number of tokens allowed (1048576).",
  ],
  "rate-limited": [429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."],
  overloaded: [503, "UNAVAILABLE", "The model is overloaded. Please try again later."],
  "credential-invalid": [400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."],
  "content-filtered": [400, "INVALID_ARGUMENT", "The prompt was blocked by the content policy."],
  "model-gone": [404, "NOT_FOUND", "models/gemini-9 is not found for API version v1beta."],
  "caller-fault": [400, "INVALID_ARGUMENT", "Please use a valid role: user, model."],
};

function error(trouble: Trouble): WireError {
  const [status, name, message] = ERRORS[trouble];
  const google = "type.googleapis.com/google.rpc.";
  const details: Readonly<Partial<Record<Trouble, Json>>> = {
    "rate-limited": { "@type": `${google}RetryInfo`, retryDelay: "40s" },
    "credential-invalid": { "@type": `${google}ErrorInfo`, reason: "API_KEY_INVALID", domain: "googleapis.com" },
  };
  const detail = details[trouble];
  // The delay of a quota is in the body; of an overload, a proxy before it says it as everybody does.
  const headers = { ...(trouble === "overloaded" && { "retry-after": "40" }) };
  return {
    status,
    headers,
    body: { error: { code: status, message, status: name, ...(detail && { details: [detail] }) } },
  };
}
