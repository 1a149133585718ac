import type { ChatRequest, ToolDefinition } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalRecord, optionalText, text, texts } from "../reading.ts";
import type { Losses } from "./losses.ts";
import { toJsonSchema } from "./schema.ts";
import { inCamelCase, messages, type Placed } from "./spelling.ts";

/**
 * Tools that Google runs itself and that a model can do without when it has functions as well. Alone they are what the
 * request is about, as where Gemini CLI has the web searched: an answer without them would only pretend.
 */
const DISPENSABLE: ReadonlySet<string> = new Set([
  "googleSearch",
  "googleSearchRetrieval",
  "enterpriseWebSearch",
  "googleMaps",
  "urlContext",
  "codeExecution",
]);

/** The schema of a function without parameters. */
const NOTHING: Json = { type: "object", properties: {} };

/** The tools, and which of them may or must be called. @throws BadRequest */
export function readTools(body: Json, losses: Losses): Pick<ChatRequest, "tools" | "toolChoice"> {
  const groups = messages(body, "tools");
  const declared = groups.flatMap(({ value, at }) => messages(value, "functionDeclarations", at)).map(declaration);
  const hosted = groups.flatMap(({ value }) => Object.keys(value).filter((key) => key !== "functionDeclarations"));
  for (const name of hosted) {
    const list = DISPENSABLE.has(name) && declared.length > 0 ? losses.droppable : losses.untranslatable;
    list.add(`tools.${name}`);
  }
  if (declared.length === 0) return {};
  return { tools: declared, ...readChoice(body, declared) };
}

function declaration({ value, at }: Placed): ToolDefinition {
  const parameters = optionalRecord(value, "parameters", at);
  return {
    name: text(value, "name", at),
    description: optionalText(value, "description", at) ?? "",
    parameters: optionalRecord(value, "parametersJsonSchema", at) ?? (parameters ? toJsonSchema(parameters) : NOTHING),
  };
}

function readChoice(body: Json, declared: readonly ToolDefinition[]): Pick<ChatRequest, "tools" | "toolChoice"> {
  const config = inCamelCase(
    optionalRecord(inCamelCase(optionalRecord(body, "toolConfig") ?? {}), "functionCallingConfig", "toolConfig") ?? {},
  );
  const at = "toolConfig.functionCallingConfig";
  const mode = optionalText(config, "mode", at) ?? "MODE_UNSPECIFIED";
  switch (mode.toUpperCase()) {
    case "MODE_UNSPECIFIED":
      return {};
    case "AUTO":
      return { toolChoice: "auto" };
    case "NONE":
      return { toolChoice: "none" };
    case "ANY": {
      const tools = allowed(config, declared);
      const [only] = tools;
      return { tools, toolChoice: tools.length === 1 && only ? { name: only.name } : "required" };
    }
    // The model may call or talk, and what it calls is held to its schema, which it is elsewhere as well as it can be.
    case "VALIDATED":
      return { tools: allowed(config, declared), toolChoice: "auto" };
    default:
      throw new BadRequest(`${at}.mode must be AUTO, ANY, NONE or VALIDATED.`, `${at}.mode`);
  }
}

/** Only the functions that may be called, where they are named: a model cannot call what it is not offered. */
function allowed(config: Json, declared: readonly ToolDefinition[]): readonly ToolDefinition[] {
  const at = "toolConfig.functionCallingConfig";
  const names = texts(config, "allowedFunctionNames", at);
  if (names.length === 0) return declared;
  const unknown = names.find((name) => !declared.some((tool) => tool.name === name));
  if (unknown === undefined) return declared.filter((tool) => names.includes(tool.name));
  throw new BadRequest(
    `${at}.allowedFunctionNames holds a function that is not declared in tools.`,
    `${at}.allowedFunctionNames`,
  );
}
