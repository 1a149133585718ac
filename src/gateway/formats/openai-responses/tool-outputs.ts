import type { ToolResultPart } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { optionalText, records, text } from "../reading.ts";
import { readContent, textsOf } from "./content.ts";
import type { Limits } from "./limits.ts";
import { offeredName } from "./offered-name.ts";

/** What came of a call, all but the tool's name. */
export type ToolOutput = Omit<ToolResultPart, "name">;

/** A tool's answer in the conversation; undefined for another item. @throws BadRequest */
export function readToolOutput(item: Json, type: string, at: string, limits: Limits): ToolOutput | undefined {
  switch (type) {
    case "function_call_output":
    case "custom_tool_call_output":
      return plainOutput(item, at, limits);
    case "local_shell_call_output":
      return output(optionalText(item, "call_id", at) ?? text(item, "id", at), text(item, "output", at));
    case "shell_call_output":
      return output(text(item, "call_id", at), records(item, "output", at).map(commandOutput).join("\n\n"));
    case "apply_patch_call_output":
      return patchOutput(item, at);
    case "tool_search_output":
      return item["call_id"] == null ? undefined : output(text(item, "call_id", at), foundTools(item, at));
    default:
      return undefined;
  }
}

function output(callId: string, content: string): ToolOutput {
  return { type: "tool-result", callId, content };
}

function plainOutput(item: Json, at: string, limits: Limits): ToolOutput {
  const content = readContent(item, "output", at, limits);
  const media = content.filter((part) => part.type !== "text");
  const said = output(text(item, "call_id", at), textsOf(content).join("\n"));
  return media.length > 0 ? { ...said, media } : said;
}

function commandOutput({ stdout, stderr, outcome }: Json): string {
  const end = asRecord(outcome) ?? {};
  const status = end["type"] === "exit" ? `exit code ${String(end["exit_code"])}` : "timed out";
  const texts = [stdout, stderr].filter((each) => typeof each === "string" && each !== "");
  return [...texts, `(${status})`].join("\n");
}

function patchOutput(item: Json, at: string): ToolOutput {
  const status = text(item, "status", at);
  const said = output(text(item, "call_id", at), optionalText(item, "output", at) ?? status);
  return status === "failed" ? { ...said, isError: true } : said;
}

/** The tools themselves are offered with the others. */
function foundTools(item: Json, at: string): string {
  const names = records(item, "tools", at).flatMap((tool) => {
    const namespace = tool["type"] === "namespace" ? optionalText(tool, "name", at) : undefined;
    const found = namespace === undefined ? [tool] : records(tool, "tools", at);
    return found.map((each) => offeredName(optionalText(each, "name", at) ?? "", namespace));
  });
  return names.length > 0 ? `Tools that can be called now: ${names.join(", ")}` : "No tool was found.";
}
