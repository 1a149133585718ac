import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { onlyFields, record, records, text } from "../reading.ts";
import { mediaLine } from "./wire-format.ts";

/** What Google takes for a signature on calls that Gemini did not make. */
export const STAND_IN = "skip_thought_signature_validator";

/** Reads a conversation as the API does, which wants as many results as there were calls. */
export function readContents(body: Json): { readonly lines: readonly string[]; readonly proofs: readonly string[] } {
  const lines: string[] = [];
  const proofs: string[] = [];
  if (body["systemInstruction"] !== undefined)
    for (const part of records(record(body["systemInstruction"], "systemInstruction")["parts"], "parts"))
      lines.push(`system: ${text(part["text"], "text")}`);
  let open: string[] = [];
  for (const { role, parts } of records(body["contents"], "contents")) {
    const all = records(parts, "parts");
    assert.ok(all.length > 0, "a turn without parts is refused");
    const who = role === "model" ? "assistant" : "user";
    if (role === "model") {
      assert.deepEqual(open, [], "calls without results");
      open = all.flatMap((part) => (part["functionCall"] === undefined ? [] : [nameIn(part["functionCall"])]));
    }
    for (const part of all) {
      const signature = part["thoughtSignature"];
      if (typeof signature === "string" && signature !== STAND_IN) proofs.push(signature);
      if (part["functionResponse"] !== undefined) {
        const name = nameIn(part["functionResponse"]);
        assert.equal(open.shift(), name, "results in another order than their calls");
      }
      lines.push(...partLines(part, who));
    }
  }
  assert.deepEqual(open, [], "calls without results");
  return { lines, proofs };
}

function nameIn(value: unknown): string {
  return text(record(value, "function")["name"], "name");
}

function partLines(part: Json, who: string): readonly string[] {
  onlyFields(part, "text thought thoughtSignature inlineData fileData functionCall functionResponse", "a part");
  if (part["thought"] === true) return [];
  if (part["functionCall"] !== undefined) {
    const { name, args } = record(part["functionCall"], "functionCall");
    return [`call ${text(name, "name")} ${JSON.stringify(record(args ?? {}, "args"))}`];
  }
  if (part["functionResponse"] !== undefined) {
    const { name, response, parts } = record(part["functionResponse"], "functionResponse");
    const said = Object.values(record(response, "response")).map(String).join();
    const result = `result ${text(name, "name")}`;
    return [`${result}: ${said}`, ...records(parts, "parts").flatMap((each) => partLines(each, result))];
  }
  const inline = part["inlineData"] ?? part["fileData"];
  if (inline === undefined) return part["text"] === "" ? [] : [`${who}: ${text(part["text"], "text")}`];
  const { mimeType, data, fileUri } = record(inline, "inlineData");
  const isImage = mimeType === undefined || text(mimeType, "mimeType").startsWith("image/");
  const type = isImage ? "image" : "file";
  return [
    `${who}: ${fileUri === undefined ? mediaLine(type, text(mimeType, "mimeType"), text(data, "data")) : `${type} ${text(fileUri, "fileUri")}`}`,
  ];
}
