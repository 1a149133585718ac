import type { ChatRequest, ToolDefinition } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalText, records, text } from "../reading.ts";
import type { Limits } from "./limits.ts";
import { offeredName } from "./offered-name.ts";
import type { ToolBook } from "./tools.ts";

/** The tools that may be called, and whether one must be. */
export type ToolChoice = Pick<ChatRequest, "tools" | "toolChoice">;

/** @throws BadRequest */
export function readToolChoice(body: Json, { definitions }: ToolBook, limits: Limits): ToolChoice {
  const tools = definitions.length > 0 ? { tools: definitions } : {};
  const choice = body["tool_choice"];
  if (choice == null) return tools;
  if (choice === "auto" || choice === "none" || choice === "required") return { ...tools, toolChoice: choice };
  const wanted = asRecord(choice);
  if (!wanted) throw new BadRequest("tool_choice must be auto, none, required, or an object.", "tool_choice");
  if (wanted["type"] === "allowed_tools") return allowed(wanted, definitions);
  const name = nameOf(wanted, "tool_choice");
  if (definitions.some((tool) => tool.name === name)) return { ...tools, toolChoice: { name } };
  if (wanted["name"] != null)
    throw new BadRequest(`tool_choice names ${name}, which is not among the tools.`, "tool_choice");
  limits.untranslatable.add(`tool_choice (${name})`);
  return tools;
}

/** A part of the tools; those that run at OpenAI may be named here as well. */
function allowed(choice: Json, definitions: readonly ToolDefinition[]): ToolChoice {
  const names = new Set(records(choice, "tools", "tool_choice").map((tool) => nameOf(tool, "tool_choice.tools")));
  const tools = definitions.filter((tool) => names.has(tool.name));
  const toolChoice = choice["mode"] === "required" ? "required" : "auto";
  return tools.length > 0 ? { tools, toolChoice } : {};
}

/** The name under which a tool is offered; this format's own tools are named by their type. */
function nameOf(tool: Json, at: string): string {
  const name = optionalText(tool, "name", at);
  return name === undefined ? text(tool, "type", at) : offeredName(name, optionalText(tool, "namespace", at));
}
