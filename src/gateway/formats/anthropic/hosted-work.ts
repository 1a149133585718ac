import type { TextContent } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import type { Notes } from "./notes.ts";

/** What Anthropic's own tools were asked, and what they found, such as `server_tool_use` and `web_search_tool_result`. */
const HOSTED = /^(?:(?:server|mcp)_tool_use|\w+_tool_result)$/;

/** Whether a block of an answer is the work of a tool that Anthropic carried out. */
export function isHostedWork(type: string): boolean {
  return HOSTED.test(type);
}

/**
 * Such work as text, for a model that goes on with the conversation and has not these tools: what was found is what the
 * answer speaks of. What only Anthropic can decipher is left out.
 */
export function readHostedWork(block: Json, type: string, notes: Notes): readonly TextContent[] {
  notes.droppable.add(type);
  const { name, input, content } = block;
  const title = typeof name === "string" ? ` name=${JSON.stringify(name)}` : "";
  const words = typeof content === "string" ? content : JSON.stringify(content ?? input ?? {}, withoutCiphers);
  return [{ type: "text", text: `<${type}${title}>\n${words}\n</${type}>` }];
}

function withoutCiphers(_key: string, value: unknown): unknown {
  const fields = asRecord(value);
  if (!fields) return value;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith("encrypted_")));
}
