import type { ContentPart, FilePart, ImagePart, Message, ToolCallPart, ToolResultPart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalRecord, optionalText, record, text } from "../reading.ts";
import type { CallIds } from "./call-ids.ts";
import { codeRun } from "./code-run.ts";
import type { Losses } from "./losses.ts";
import { fileData, inlineData } from "./media.ts";
import { fromThoughtSignature } from "./signature.ts";
import { inCamelCase, messages, type Placed } from "./spelling.ts";

/** What reading a part needs to know of what is around it. */
export interface Surroundings {
  readonly role: Message["role"];
  readonly ids: CallIds;
  readonly losses: Losses;
}

/** What may stand beside the content of a part. */
const BESIDE: ReadonlySet<string> = new Set(["thought", "thoughtSignature", "partMetadata", "speechMetadata"]);

/** How a film or a picture is to be looked at. */
const HINTS: readonly string[] = ["videoMetadata", "mediaResolution", "mediaProcessing"];

/** Reads one part of a turn. @throws BadRequest */
export function readPart({ value, at }: Placed, around: Surroundings): readonly ContentPart[] {
  const { role, losses } = around;
  for (const hint of HINTS) if (value[hint] != null) losses.droppable.add(hint);
  if (value["functionCall"] != null) return [functionCall(value, at, around)];
  if (value["functionResponse"] != null) return [functionResponse(value, at, around)];
  const isMedia = value["inlineData"] != null || value["fileData"] != null;
  if (isMedia && role === "user") return mediaPart({ value, at }, losses);
  if (!isMedia && value["text"] != null) return role === "user" ? userText(value, at) : modelText(value, at);
  const run = role === "assistant" ? codeRun(value, losses) : undefined;
  if (run) return [run, ...signed(value, at)];
  // Pictures that a model made, and what is yet to come.
  const others = Object.keys(value).filter((key) => !BESIDE.has(key) && !HINTS.includes(key));
  for (const key of others) losses.untranslatable.add(`contents.parts.${key}`);
  return role === "assistant" ? signed(value, at) : [];
}

function mediaPart({ value, at }: Placed, losses: Losses): readonly (ImagePart | FilePart)[] {
  const inline = optionalRecord(value, "inlineData", at);
  return inline
    ? [inlineData(inline, `${at}.inlineData`)]
    : fileData(record(value, "fileData", at), `${at}.fileData`, losses);
}

function userText(value: Json, at: string): readonly ContentPart[] {
  return [{ type: "text", text: text(value, "text", at) }];
}

/** A thought, or an answer, whose signature then stands after it. */
function modelText(value: Json, at: string): readonly ContentPart[] {
  const said = text(value, "text", at);
  const [signature] = signed(value, at);
  if (value["thought"] === true) return [{ type: "reasoning", ...signature, text: said }];
  return [...(said === "" ? [] : [{ type: "text", text: said } as const]), ...(signature ? [signature] : [])];
}

function signed(value: Json, at: string) {
  const signature = fromThoughtSignature(optionalText(value, "thoughtSignature", at) ?? "");
  return signature ? [{ type: "reasoning", text: "", signature } as const] : [];
}

function functionCall(value: Json, at: string, { role, ids }: Surroundings): ToolCallPart {
  if (role !== "assistant") throw new BadRequest(`${at}.functionCall belongs in a turn of the role model.`, at);
  const call = inCamelCase(record(value, "functionCall", at));
  const path = `${at}.functionCall`;
  const name = text(call, "name", path);
  const [sign] = signed(value, at);
  return {
    type: "tool-call",
    id: ids.ofCall(name, optionalId(call, path)),
    name,
    arguments: JSON.stringify(optionalRecord(call, "args", path) ?? {}),
    ...(sign && { signature: sign.signature }),
  };
}

function functionResponse(value: Json, at: string, { role, ids, losses }: Surroundings): ToolResultPart {
  if (role !== "user") throw new BadRequest(`${at}.functionResponse belongs in a turn of the role user.`, at);
  const result = inCamelCase(record(value, "functionResponse", at));
  const path = `${at}.functionResponse`;
  const name = text(result, "name", path);
  const media = messages(result, "parts", path).flatMap((part) => mediaPart(part, losses));
  return {
    type: "tool-result",
    callId: ids.ofResult(name, optionalId(result, path)),
    name,
    ...outcomeOf(optionalRecord(result, "response", path) ?? {}),
    ...(media.length > 0 && { media }),
  };
}

/** An empty id is none: languages without a missing text send it. */
function optionalId(from: Json, at: string): string | undefined {
  return optionalText(from, "id", at) || undefined;
}

/** What a function gave back: by Google's convention under `output`, or `error`; else the whole object. */
function outcomeOf(response: Json): Pick<ToolResultPart, "content" | "isError"> {
  const [field, another] = Object.keys(response);
  if (field === undefined || another !== undefined) return { content: JSON.stringify(response) };
  if (field !== "output" && field !== "error" && field !== "result") return { content: JSON.stringify(response) };
  const value = response[field];
  const content = typeof value === "string" ? value : JSON.stringify(value);
  return { content, ...(field === "error" && { isError: true }) };
}
