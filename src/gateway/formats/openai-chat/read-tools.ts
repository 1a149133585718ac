import type { ChatRequest, ToolDefinition } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalFlag, optionalRecord, optionalText, pathOf, record, records, text } from "../reading.ts";
import { type LeftOut, ofType } from "./left-out.ts";
import { cacheOf } from "./read-parts.ts";

type Choice = NonNullable<ChatRequest["toolChoice"]>;

/** The part of a request that is about tools. */
type ToolFields = Pick<ChatRequest, "tools" | "toolChoice" | "parallelToolCalls">;

/** Reads the tools and the choice among them, in the present form or in the older one. @throws BadRequest */
export function readTools(body: Json, leftOut: LeftOut): ToolFields {
  const isOlder = asksInOlderForm(body);
  const tools = isOlder
    ? records(body, "functions").map((each, index) => readFunction(each, `functions[${index}]`))
    : records(body, "tools").flatMap((tool, index) => readTool(tool, `tools[${index}]`, leftOut));
  const choice = isOlder ? readOlderChoice(body, tools) : readChoice(body, tools, leftOut);
  // A caller of the older form has room for one call.
  const parallel = isOlder ? false : optionalFlag(body, "parallel_tool_calls");
  const offered = choice?.among ? tools.filter((tool) => choice.among?.has(tool.name)) : tools;
  if (offered.length === 0) return {};
  return {
    tools: offered,
    ...(choice?.choice !== undefined && { toolChoice: choice.choice }),
    ...(parallel !== undefined && { parallelToolCalls: parallel }),
  };
}

/** Whether tools are given as `functions`; calls are then answered as `function_call`. */
export function asksInOlderForm(body: Json): boolean {
  return body["tools"] == null && body["functions"] != null;
}

function readTool(tool: Json, at: string, leftOut: LeftOut): readonly ToolDefinition[] {
  const type = optionalText(tool, "type", at) ?? "function";
  if (type === "function") {
    const definition = readFunction(record(tool, "function", at), pathOf(at, "function"));
    return [{ ...definition, ...cacheOf(tool) }];
  }
  leftOut.untranslatable.add(ofType("tools", type));
  return [];
}

function readFunction(from: Json, at: string): ToolDefinition {
  const strict = optionalFlag(from, "strict", at);
  return {
    name: text(from, "name", at),
    description: optionalText(from, "description", at) ?? "",
    parameters: optionalRecord(from, "parameters", at) ?? { type: "object", properties: {} },
    ...(strict !== undefined && { strict }),
    ...cacheOf(from),
  };
}

interface ReadChoice {
  readonly choice?: Choice;
  /** Only these may be called. */
  readonly among?: ReadonlySet<string>;
}

function readChoice(body: Json, tools: readonly ToolDefinition[], leftOut: LeftOut): ReadChoice | undefined {
  const given = body["tool_choice"];
  if (given == null) return undefined;
  const word = choiceOf(given);
  if (word) return { choice: word };
  const choice = asRecord(given);
  switch (choice?.["type"]) {
    case "function": {
      const path = "tool_choice.function";
      return { choice: named(text(record(choice, "function", "tool_choice"), "name", path), tools, `${path}.name`) };
    }
    case "allowed_tools":
      return readAllowed(choice, tools, leftOut);
    case "custom":
      leftOut.untranslatable.add("tool_choice of type custom");
      return undefined;
    default:
      throw new BadRequest(
        'tool_choice must be "none", "auto", "required", or an object of type function, allowed_tools or custom.',
        "tool_choice",
      );
  }
}

/** Other formats have no such list: the tools that may not be called are not shown. */
function readAllowed(choice: Json, tools: readonly ToolDefinition[], leftOut: LeftOut): ReadChoice {
  const at = "tool_choice.allowed_tools";
  const allowed = record(choice, "allowed_tools", "tool_choice");
  const mode = choiceOf(text(allowed, "mode", at));
  if (!mode) throw new BadRequest(`${at}.mode must be "auto" or "required".`, `${at}.mode`);
  const names = records(allowed, "tools", at).flatMap((tool, index) => {
    const path = `${at}.tools[${index}]`;
    if (tool["type"] === "function") {
      return named(text(record(tool, "function", path), "name", `${path}.function`), tools, `${path}.function.name`)
        .name;
    }
    leftOut.untranslatable.add("tools of another type than function");
    return [];
  });
  return { choice: mode, among: new Set(names) };
}

function readOlderChoice(body: Json, tools: readonly ToolDefinition[]): ReadChoice | undefined {
  const given = body["function_call"];
  if (given == null) return undefined;
  const word = choiceOf(given);
  if (word) return { choice: word };
  return { choice: named(text(record(body, "function_call"), "name", "function_call"), tools, "function_call.name") };
}

/** `any` is Mistral's word for `required`. */
function choiceOf(given: unknown): Exclude<Choice, object> | undefined {
  if (given === "any") return "required";
  return given === "auto" || given === "none" || given === "required" ? given : undefined;
}

function named(name: string, tools: readonly ToolDefinition[], at: string): { readonly name: string } {
  if (tools.some((tool) => tool.name === name)) return { name };
  throw new BadRequest(`${at} names a tool that is not among those of the request.`, at);
}
