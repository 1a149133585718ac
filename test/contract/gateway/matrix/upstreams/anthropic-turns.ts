import assert from "node:assert/strict";
import type { Json } from "../../../../../src/gateway/json.ts";
import { record, records, text } from "../reading.ts";
import { mediaLine } from "./wire-format.ts";

/** What was read of a conversation in Anthropic's form. */
export interface MessagesReader {
  readonly lines: readonly string[];
  readonly proofs: readonly string[];
  readonly marked: readonly string[];
  system(value: unknown): void;
  messages(turns: readonly Json[]): void;
}

/** Reads a conversation as the API does, which wants roles that alternate, and results right after their calls. */
export function createMessagesReader(): MessagesReader {
  const lines: string[] = [];
  const proofs: string[] = [];
  const marked: string[] = [];
  let open = new Map<string, string>();

  function blocks(content: unknown): readonly Json[] {
    return typeof content === "string" ? [{ type: "text", text: content }] : records(content, "content");
  }

  function system(value: unknown): void {
    if (value === undefined) return;
    for (const block of blocks(value)) lines.push(`system: ${text(block["text"], "text")}`);
  }

  function read(block: Json, who: string): void {
    if (block["cache_control"] !== undefined && block["type"] === "text") marked.push(text(block["text"], "text"));
    switch (block["type"]) {
      case "text":
        assert.notEqual(text(block["text"], "text").trim(), "", "an empty text is refused");
        return void lines.push(`${who}: ${text(block["text"], "text")}`);
      case "image":
      case "document":
        return void lines.push(`${who}: ${mediaOf(block)}`);
      case "thinking":
        return void proofs.push(text(block["signature"], "signature"));
      case "tool_use":
        lines.push(`call ${text(block["name"], "name")} ${JSON.stringify(record(block["input"], "input"))}`);
        return void open.set(text(block["id"], "id"), text(block["name"], "name"));
      default:
        assert.fail(`a block of type ${String(block["type"])}`);
    }
  }

  function results(content: readonly Json[]): void {
    const found = content.filter(({ type }) => type === "tool_result");
    assert.deepEqual(content.slice(0, found.length), found, "results come before all else");
    for (const block of found) {
      const id = text(block["tool_use_id"], "tool_use_id");
      for (const inner of blocks(block["content"])) read(inner, `result ${open.get(id)}`);
      assert.ok(open.delete(id), `a result for ${id}, which is none of the last turn's calls`);
    }
    assert.deepEqual([...open.keys()], [], "calls without results");
  }

  function messages(turns: readonly Json[]): void {
    let last = "";
    assert.equal(turns[0]?.["role"], "user");
    for (const { role, content } of turns) {
      const who = text(role, "role");
      const inner = blocks(content);
      assert.ok(inner.length > 0, "an empty message is refused");
      if (who !== "system") assert.notEqual(who, last, "roles alternate");
      if (who === "user") results(inner);
      open = new Map();
      for (const block of inner) if (block["type"] !== "tool_result") read(block, who);
      last = who;
    }
  }
  return { lines, proofs, marked, system, messages };
}

function mediaOf(block: Json): string {
  const type = block["type"] === "image" ? "image" : "file";
  const { type: kind, media_type: mediaType, data, url } = record(block["source"], "source");
  if (kind === "url") return mediaLine(type, "", text(url, "url"));
  assert.equal(kind, "base64");
  return mediaLine(type, text(mediaType, "media_type"), text(data, "data"));
}
