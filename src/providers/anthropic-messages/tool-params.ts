import type { Tool, ToolChoice } from "@anthropic-ai/sdk/resources/messages";
import type { ChatRequest, ToolDefinition } from "../../spec/request.ts";
import { cacheControl } from "./cache-marks.ts";
import { heldSchema } from "./held-schema.ts";
import { canBeHeld, refusesForcedTool } from "./model-traits.ts";

/** More strict tools in one request are refused. */
const MOST_STRICT = 20;

/** What a request says of tools; nothing where it has none. */
export function toolParams(request: ChatRequest, model: string): { tools?: Tool[]; tool_choice?: ToolChoice } {
  if (!request.tools?.length) return {};
  const strict = request.tools.filter((tool) => tool.strict).length;
  const mayBeStrict = canBeHeld(model) && strict <= MOST_STRICT;
  const choice = toChoice(request, model);
  return {
    // In the order given: another order loses the prompt cache.
    tools: request.tools.map((tool) => toTool(tool, mayBeStrict)),
    ...(choice && { tool_choice: choice }),
  };
}

function toTool({ name, description, parameters, strict, cache }: ToolDefinition, mayBeStrict: boolean): Tool {
  const isStrict = mayBeStrict && strict === true;
  return {
    name,
    description,
    input_schema: { ...(isStrict ? heldSchema(parameters) : parameters), type: "object" },
    ...(isStrict && { strict: true }),
    ...cacheControl(cache),
  };
}

function toChoice({ toolChoice, parallelToolCalls }: ChatRequest, model: string): ToolChoice | undefined {
  const single = parallelToolCalls === false;
  if (toolChoice === undefined && !single) return undefined;
  if (toolChoice === "none") return { type: "none" };
  const choice = forcedOrNot(toolChoice ?? "auto", model);
  return single ? { ...choice, disable_parallel_tool_use: true } : choice;
}

function forcedOrNot(
  choice: "auto" | "required" | { readonly name: string },
  model: string,
): Exclude<ToolChoice, { type: "none" }> {
  if (choice === "auto" || refusesForcedTool(model)) return { type: "auto" };
  return choice === "required" ? { type: "any" } : { type: "tool", name: choice.name };
}
