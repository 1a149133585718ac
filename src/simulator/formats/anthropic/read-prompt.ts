import { listOf, numberOf, objectOf, textOf, textsOf, type JsonObject } from "../../json.ts";
import type { CacheUse, ChatPrompt, Tool, Turn } from "../../prompt.ts";

/** Reads a request that was found to be good. */
export function readPrompt(body: JsonObject): ChatPrompt {
  const messages = listOf(body.messages).map(objectOf);
  const temperature = numberOf(body.temperature);
  const maxTokens = numberOf(body.max_tokens);
  const forcedTool = readToolChoice(objectOf(body.tool_choice));
  return {
    kind: "chat",
    model: textOf(body.model),
    system: blockTexts(body.system).join("\n\n"),
    turns: messages.map(readTurn),
    tools: listOf(body.tools).map(readTool),
    stop: textsOf(body.stop_sequences),
    cache: readCache(body, messages),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(forcedTool === undefined ? {} : { forcedTool }),
  };
}

function readTurn(message: JsonObject): Turn {
  const blocks = listOf(message.content).map(objectOf);
  const isResult = blocks.length > 0 && blocks.every((block) => block.type === "tool_result");
  const role = message.role === "assistant" ? "assistant" : isResult ? "tool" : "user";
  return { role, text: blockTexts(message.content).join("\n") };
}

/** The texts of a content, which is one text or a list of blocks. */
function blockTexts(content: unknown): string[] {
  if (typeof content === "string") return [content];
  return listOf(content).map(objectOf).map(blockText);
}

function blockText(block: JsonObject): string {
  switch (block.type) {
    case "text":
      return textOf(block.text);
    case "tool_use":
      return `${textOf(block.name)}(${JSON.stringify(block.input ?? {})})`;
    case "tool_result":
      return blockTexts(block.content).join("\n");
    case "image":
      return "[picture]";
    default:
      return "";
  }
}

function readTool(tool: unknown): Tool {
  const described = objectOf(tool);
  return { name: textOf(described.name), parameters: objectOf(described.input_schema) };
}

function readToolChoice(choice: JsonObject): { name?: string } | undefined {
  if (choice.type === "any") return {};
  return choice.type === "tool" ? { name: textOf(choice.name) } : undefined;
}

/** Anthropic caches only where it is asked to: at the top level (everything), or up to the last marked block. */
function readCache(body: JsonObject, messages: readonly JsonObject[]): CacheUse {
  const marks = [
    [...listOf(body.tools), ...listOf(body.system)].map(mark).find((found) => found !== undefined),
    ...messages.map((message) =>
      listOf(message.content)
        .map(mark)
        .find((found) => found !== undefined),
    ),
  ];
  const top = mark(body);
  const last = marks.findLastIndex((found) => found !== undefined);
  const life = (top ?? marks[last])?.ttl === "1h" ? "1h" : "5m";
  return { kind: "marked", segments: top === undefined ? last + 1 : marks.length, life };
}

function mark(block: unknown): JsonObject | undefined {
  const control = objectOf(block).cache_control;
  return typeof control === "object" && control !== null ? objectOf(control) : undefined;
}
