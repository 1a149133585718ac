import { readdirSync, readFileSync } from "node:fs";
import { asRecord, type Json } from "../../src/gateway/json.ts";
import { record, records, text } from "../contract/gateway/matrix/reading.ts";
import type { Call, ChatFormat } from "../contract/gateway/matrix/words.ts";
import { dataOf } from "./gateway-entrances.ts";

/**
 * What a command-line tool asked the gateway, as it was recorded: with nothing personal in it, long texts cut, and some
 * of its tools alone. It had written a file and read it, and the answer to that is wanted.
 */
export interface RecordedTool {
  /** As the ledger and budgets call it. */
  readonly client: string;
  readonly version: string;
  /** The last request of the session. */
  readonly session: RecordedRequest;
  /** One that it makes on the side, for a title. */
  readonly side: RecordedRequest | undefined;
}

export interface RecordedRequest {
  readonly format: ChatFormat;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

const folder = new URL("../fixtures/gateway/", import.meta.url);

export function recordedTools(): readonly RecordedTool[] {
  return readdirSync(folder).map((file) => {
    const all = record(JSON.parse(readFileSync(new URL(file, folder), "utf8")), file);
    const requests = records(all["requests"], "requests");
    const find = (kind: string): RecordedRequest | undefined => {
      const found = requests.find((one) => one["kind"] === kind);
      return found && requestOf(found);
    };
    const session = find("session");
    if (!session) throw new Error(`${file} has no session`);
    return { client: text(all["tool"], "tool"), version: text(all["version"], "version"), session, side: find("side") };
  });
}

function requestOf(found: Json): RecordedRequest {
  const path = text(found["path"], "path");
  const headers = Object.entries(record(found["headers"], "headers")).map(([name, value]) => [name, text(value, name)]);
  return { format: formatAt(path), path, headers: Object.fromEntries(headers), body: record(found["body"], "body") };
}

function formatAt(path: string): ChatFormat {
  if (path.startsWith("/v1beta/")) return "gemini";
  if (path.startsWith("/v1/messages")) return "anthropic-messages";
  return path.startsWith("/v1/responses") ? "openai-responses" : "openai-chat";
}

/** Functions that a request offers, with what each of them takes. Tools of other kinds are not among them. */
export function functionsOf({ body }: RecordedRequest): ReadonlyMap<string, readonly string[]> {
  const offered = records(body["tools"], "tools").flatMap((tool) => {
    if (tool["functionDeclarations"] !== undefined)
      return records(tool["functionDeclarations"], "functionDeclarations");
    return [asRecord(tool["function"]) ?? tool];
  });
  return new Map(
    offered.flatMap((one) => {
      const schema = asRecord(one["parameters"] ?? one["input_schema"] ?? one["parametersJsonSchema"]);
      return schema ? [[text(one["name"], "name"), propertiesOf(schema)]] : [];
    }),
  );
}

export function propertiesOf(schema: Json): readonly string[] {
  return Object.keys(record(schema["properties"] ?? {}, "properties"));
}

/** The tool calls of a streamed answer, as a program reads them that knows the format. */
export function callsIn(format: ChatFormat, stream: string): readonly Call[] {
  return READERS[format](objectsIn(dataOf(stream)));
}

function objectsIn(values: readonly unknown[]): readonly Json[] {
  return values.map(asRecord).filter((value) => value !== undefined);
}

const READERS: Readonly<Record<ChatFormat, (events: readonly Json[]) => readonly Call[]>> = {
  "openai-chat": (events) =>
    joined(
      events
        .flatMap((event) => records(event["choices"], "choices"))
        .flatMap((choice) => records(asRecord(choice["delta"])?.["tool_calls"], "tool_calls"))
        .map((piece) => {
          const called = record(piece["function"], "function");
          return { index: piece["index"], id: piece["id"], name: called["name"], piece: called["arguments"] };
        }),
    ),
  "openai-responses": (events) =>
    joined(
      events
        .filter(({ type }) => type === "response.output_item.done")
        .map(({ item, output_index: index }): Json => ({ ...record(item, "item"), index }))
        .filter(({ type }) => type === "function_call")
        .map((item) => ({ index: item["index"], id: item["call_id"], name: item["name"], piece: item["arguments"] })),
    ),
  "anthropic-messages": (events) =>
    joined(
      events.flatMap(({ index, content_block: block, delta }) => {
        const { type, id, name } = asRecord(block) ?? {};
        if (type === "tool_use") return [{ index, id, name, piece: "" }];
        const piece = asRecord(delta)?.["partial_json"];
        return piece === undefined ? [] : [{ index, piece }];
      }),
    ),
  gemini: (events) =>
    objectsIn(
      events
        .flatMap((event) => records(event["candidates"], "candidates"))
        .flatMap((candidate) => records(asRecord(candidate["content"])?.["parts"], "parts"))
        .map((part) => part["functionCall"]),
    ).map(({ id, name, args }) => ({ id: String(id), name: text(name, "name"), args: record(args, "args") })),
};

interface Piece {
  readonly index: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly piece: unknown;
}

function joined(pieces: readonly Piece[]): readonly Call[] {
  return [...Map.groupBy(pieces, ({ index }) => index).values()].map((all) => ({
    id: text(all[0]?.id, "id"),
    name: text(all[0]?.name, "name"),
    args: record(JSON.parse(all.map(({ piece }) => text(piece, "arguments")).join("")), "arguments"),
  }));
}
