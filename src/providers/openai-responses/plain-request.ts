import { asRecords, type Json } from "../json.ts";

/** Items that every server of this format takes; a message may come without a type. */
const PLAIN_ITEMS: ReadonlySet<unknown> = new Set([
  undefined,
  "message",
  "reasoning",
  "function_call",
  "function_call_output",
]);

/**
 * Whether a request has nothing that OpenAI alone takes. Servers of open models know this format, but of its tools only
 * functions: llama.cpp, Ollama and vLLM refuse what Codex sends besides, such as tools in groups and those of any text.
 */
export function isPlainRequest(body: Json): boolean {
  return (
    asRecords(body["tools"]).every(({ type }) => type === "function") &&
    asRecords(body["input"]).every(({ type }) => PLAIN_ITEMS.has(type))
  );
}
