import type { ToolCallPart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { optionalRecord, optionalText, text } from "../reading.ts";
import { CLIENT_TOOLS, toolSearch, type ClientTool } from "./client-tools.ts";
import { offeredName } from "./offered-name.ts";
import { FREE_INPUT } from "./tools.ts";

/** The client's tools by the type of their calls. */
const BY_CALL: ReadonlyMap<string, ClientTool> = new Map(
  [...CLIENT_TOOLS.values(), toolSearch({})].map((tool) => [tool.callType, tool]),
);

/** A call in the conversation, as a call of the function that stands for the tool; undefined for another item. */
export function readToolCall(item: Json, type: string, at: string): ToolCallPart | undefined {
  if (type === "function_call") return callOf(item, at, nameOf(item, at), text(item, "arguments", at));
  if (type === "custom_tool_call") {
    return callOf(item, at, nameOf(item, at), JSON.stringify({ [FREE_INPUT]: text(item, "input", at) }));
  }
  const tool = BY_CALL.get(type);
  if (!tool || item["call_id"] == null) return undefined;
  return callOf(item, at, tool.definition.name, JSON.stringify(optionalRecord(item, tool.field, at) ?? {}));
}

function nameOf(item: Json, at: string): string {
  return offeredName(text(item, "name", at), optionalText(item, "namespace", at));
}

function callOf(item: Json, at: string, name: string, written: string): ToolCallPart {
  return { type: "tool-call", id: text(item, "call_id", at), name, arguments: written };
}
