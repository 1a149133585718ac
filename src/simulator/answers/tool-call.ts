import { isObject, listOf, objectOf, textOf, type JsonObject } from "../json.ts";
import type { ChatPrompt, Tool } from "../prompt.ts";

/** The tool that the request forces or, unforced, that its last message names; `undefined` when an answer in words is due. */
export function chosenTool({ tools, forcedTool, turns }: ChatPrompt): Tool | undefined {
  if (forcedTool !== undefined) {
    return forcedTool.name === undefined ? tools[0] : tools.find(({ name }) => name === forcedTool.name);
  }
  const last = turns.at(-1);
  return last?.role === "user" ? tools.find(({ name }) => name !== "" && last.text.includes(name)) : undefined;
}

const MOST_CHARACTERS = 10_000;

/** Arguments that fit the tool's schema, filled from the words of the message as far as they go. */
export function toolArguments(tool: Tool, text: string): string {
  const message = text.slice(0, MOST_CHARACTERS);
  const words: Words = {
    numbers: (message.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number),
    quoted: [...message.matchAll(/["'`]([^"'`\n]+)["'`]/g)].map(([, quotation = ""]) => quotation),
    names: (message.match(/(?<!^|[.?!]\s)\b\p{Lu}[\p{L}\d]+(?:\s\p{Lu}[\p{L}\d]+)*/gu) ?? []).slice(),
    message: message.trim(),
  };
  const value = fit(tool.parameters, words);
  return JSON.stringify(isObject(value) ? value : {});
}

/** What a message offers to fill in; numbers, quotations and names are used up one by one. */
interface Words {
  readonly numbers: number[];
  readonly quoted: string[];
  readonly names: string[];
  readonly message: string;
}

/** Any value that a JSON Schema allows. Gemini writes types in capitals. */
function fit(schema: JsonObject, words: Words): unknown {
  if (schema.const !== undefined) return schema.const;
  const choices = listOf(schema.enum);
  if (choices.length > 0) return choices.find((choice) => words.message.includes(String(choice))) ?? choices[0];
  if (schema.default !== undefined) return schema.default;
  const alternative = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].find(isObject);
  if (alternative !== undefined) return fit(alternative, words);
  const type = textOf(Array.isArray(schema.type) ? schema.type[0] : schema.type).toLowerCase();
  switch (type) {
    case "object":
      return fitObject(schema, words);
    case "array":
      return [fit(objectOf(schema.items), words)];
    case "number":
      return words.numbers.shift() ?? 1;
    case "integer":
      return Math.round(words.numbers.shift() ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return words.quoted.shift() ?? words.names.shift() ?? words.message;
  }
}

/** Required properties only, or all where none is required. */
function fitObject(schema: JsonObject, words: Words): JsonObject {
  const properties = objectOf(schema.properties);
  const required = listOf(schema.required).map(String);
  const names = required.length > 0 ? required : Object.keys(properties);
  return Object.fromEntries(names.map((name) => [name, fit(objectOf(properties[name]), words)]));
}
