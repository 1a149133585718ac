import type { ChatRequest, ToolDefinition } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalFlag, optionalRecord, optionalText, pathOf, record, records, text } from "../reading.ts";
import { cacheOf } from "./blocks.ts";
import type { Notes } from "./notes.ts";
import { ownTool } from "./own-tools.ts";

type Tools = Pick<ChatRequest, "tools" | "toolChoice" | "parallelToolCalls">;

/** Tools that the caller's program carries out and whose input only Claude knows. */
const CLAUDES = /^(?:computer|browser_toolset)_/;

/** A search among tools that are held back. Elsewhere all tools are offered at once, and nothing is lost. */
const SEARCHES = /^tool_search_tool_/;

/**
 * Reads `tools` and `tool_choice`, and what serves the tools that Anthropic carries out itself, such as the search of
 * the web. No other model has those. Beside tools of the caller's own they are left out, as in a coding agent's
 * requests; a request that has nothing else, or insists on one, is about them. @throws BadRequest
 */
export function readTools(body: Json, notes: Notes): Tools {
  const hosted = new Map<string, string>();
  const tools = records(body, "tools").flatMap((tool, index) => readTool(tool, `tools[${index}]`, hosted, notes));
  const choice = optionalRecord(body, "tool_choice");
  const wanted = choice?.["type"] === "tool" ? text(choice, "name", "tool_choice") : undefined;
  const isAboutHosted = tools.length === 0 || (wanted !== undefined && hosted.has(wanted));
  const served = ["container", "mcp_servers"].filter((field) => isSet(body[field]));
  for (const name of [...hosted.values(), ...served]) {
    (isAboutHosted ? notes.untranslatable : notes.droppable).add(name);
  }
  const toolChoice = choice && readChoice(choice, wanted, tools, hosted);
  return {
    ...(tools.length > 0 && { tools }),
    ...(toolChoice !== undefined && { toolChoice }),
    ...(choice && optionalFlag(choice, "disable_parallel_tool_use", "tool_choice") && { parallelToolCalls: false }),
  };
}

function isSet(value: unknown): boolean {
  return value != null && !(Array.isArray(value) && value.length === 0);
}

/** `hosted` takes the types of Anthropic's own tools by their names. */
function readTool(tool: Json, at: string, hosted: Map<string, string>, notes: Notes): readonly ToolDefinition[] {
  const type = optionalText(tool, "type", at) ?? "custom";
  if (type === "custom") return [customTool(tool, at)];
  const own = ownTool(type);
  if (own) return [{ name: text(tool, "name", at), ...own, ...cacheOf(tool) }];
  if (CLAUDES.test(type)) notes.untranslatable.add(type);
  else if (SEARCHES.test(type)) notes.droppable.add(type);
  else hosted.set(optionalText(tool, "name", at) ?? type, type);
  return [];
}

function customTool(tool: Json, at: string): ToolDefinition {
  const name = text(tool, "name", at);
  if (name === "") throw new BadRequest(`${at}.name must not be empty.`, pathOf(at, "name"));
  const strict = optionalFlag(tool, "strict", at);
  return {
    name,
    description: optionalText(tool, "description", at) ?? "",
    parameters: record(tool, "input_schema", at),
    ...(strict !== undefined && { strict }),
    ...cacheOf(tool),
  };
}

function readChoice(
  choice: Json,
  wanted: string | undefined,
  tools: readonly ToolDefinition[],
  hosted: ReadonlyMap<string, string>,
): ChatRequest["toolChoice"] {
  const type = text(choice, "type", "tool_choice");
  switch (type) {
    case "auto":
    case "none":
      return type;
    case "any":
      return "required";
    case "tool":
      if (wanted === undefined || hosted.has(wanted)) return undefined;
      if (tools.some((tool) => tool.name === wanted)) return { name: wanted };
      throw new BadRequest("tool_choice.name must be one of the tools.", "tool_choice.name");
    default:
      throw new BadRequest('tool_choice.type must be "auto", "any", "tool" or "none".', "tool_choice.type");
  }
}
