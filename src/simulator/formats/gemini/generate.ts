import type { ModelInfo } from "../../../spec/provider.ts";
import { listOf, numberOf, objectOf, textOf, textsOf, type JsonObject } from "../../json.ts";
import { promptTokens, type ChatPrompt, type Tool, type Turn } from "../../prompt.ts";
import { contentType, type Endpoint, type IncomingCall, type JsonReply } from "../format.ts";
import { generateEncoder } from "./encoder.ts";
import { badRequest, geminiError, geminiFailure } from "./errors.ts";

/** `:generateContent`, `:streamGenerateContent` and `:countTokens`, by ai.google.dev/api/generate-content. */
export function generateEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  const answer = (path: RegExp, stream: boolean): Endpoint => ({
    method: "POST",
    path,
    purpose: "answer",
    reply: (call) =>
      refusal(call, call.body, models) ?? {
        kind: "answer",
        prompt: readPrompt(call.body, call.captured[0] ?? ""),
        stream,
        contentType: contentType(stream && call.query.get("alt") === "sse"),
        encoder: (context) => generateEncoder(context, call.query.get("alt") === "sse"),
      },
  });
  return [
    answer(/^\/v1beta\/models\/([^/:]+):generateContent$/, false),
    answer(/^\/v1beta\/models\/([^/:]+):streamGenerateContent$/, true),
    {
      method: "POST",
      path: /^\/v1beta\/models\/([^/:]+):countTokens$/,
      purpose: "other",
      reply: (call) => {
        const wrapped = call.body.generateContentRequest;
        const body = wrapped === undefined ? call.body : objectOf(wrapped);
        const refused = refusal(call, body, models);
        if (refused !== undefined) return refused;
        const totalTokens = promptTokens(readPrompt(body, call.captured[0] ?? ""));
        return { kind: "json", status: 200, body: { totalTokens } };
      },
    },
  ];
}

function refusal(call: IncomingCall, body: JsonObject, models: readonly ModelInfo[]): JsonReply | undefined {
  const model = call.captured[0] ?? "";
  if (!models.some((known) => known.id === model)) return geminiError({ kind: "model-not-found", model });
  const contents = listOf(body.contents).map(objectOf);
  if (contents.length === 0) {
    return geminiFailure(400, "INVALID_ARGUMENT", "* GenerateContentRequest.contents: contents is not specified\n");
  }
  if (contents.some(({ role }) => role !== undefined && role !== "user" && role !== "model" && role !== "function")) {
    return geminiFailure(400, "INVALID_ARGUMENT", "Please use a valid role: user, model.");
  }
  const empty = contents.findIndex((content) => listOf(content.parts).length === 0);
  if (empty >= 0) {
    const message = `* GenerateContentRequest.contents[${empty}].parts: contents.parts must not be empty.\n`;
    return geminiFailure(400, "INVALID_ARGUMENT", message);
  }
  const unknown = Object.keys(body).find((field) => !FIELDS.has(field));
  return unknown === undefined
    ? undefined
    : badRequest(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
}

const FIELDS = new Set([
  "model",
  "contents",
  "tools",
  "toolConfig",
  "tool_config",
  "safetySettings",
  "safety_settings",
  "systemInstruction",
  "system_instruction",
  "generationConfig",
  "generation_config",
  "cachedContent",
  "cached_content",
]);

function readPrompt(body: JsonObject, model: string): ChatPrompt {
  const config = objectOf(body.generationConfig ?? body.generation_config);
  const system = objectOf(body.systemInstruction ?? body.system_instruction);
  const turns = listOf(body.contents).map((content) => readTurn(objectOf(content)));
  const temperature = numberOf(config.temperature);
  const maxTokens = numberOf(config.maxOutputTokens);
  const forcedTool = readToolChoice(objectOf(body.toolConfig ?? body.tool_config));
  return {
    kind: "chat",
    model,
    system: partTexts(system).join("\n\n"),
    turns,
    tools: listOf(body.tools).flatMap((tool) => listOf(objectOf(tool).functionDeclarations).map(readTool)),
    stop: textsOf(config.stopSequences),
    cache: { kind: "automatic" },
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(forcedTool === undefined ? {} : { forcedTool }),
  };
}

function readTurn(content: JsonObject): Turn {
  const parts = listOf(content.parts).map(objectOf);
  const isResult = parts.every((part) => part.functionResponse !== undefined);
  const role = content.role === "model" ? "assistant" : isResult ? "tool" : "user";
  return { role, text: partTexts(content).join("\n") };
}

function partTexts(content: JsonObject): string[] {
  return listOf(content.parts).map((value) => {
    const part = objectOf(value);
    if (typeof part.text === "string") return part.text;
    const call = objectOf(part.functionCall);
    if (part.functionCall !== undefined) return `${textOf(call.name)}(${JSON.stringify(call.args ?? {})})`;
    if (part.functionResponse !== undefined) return JSON.stringify(objectOf(part.functionResponse).response ?? {});
    return "[picture]";
  });
}

function readTool(declaration: unknown): Tool {
  const described = objectOf(declaration);
  return { name: textOf(described.name), parameters: objectOf(described.parameters ?? described.parametersJsonSchema) };
}

function readToolChoice(config: JsonObject): { name?: string } | undefined {
  const calling = objectOf(config.functionCallingConfig);
  if (calling.mode !== "ANY") return undefined;
  const name = textsOf(calling.allowedFunctionNames)[0];
  return name === undefined ? {} : { name };
}
