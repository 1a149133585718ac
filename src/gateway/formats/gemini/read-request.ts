import type { ChatRequest } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { Asking } from "../format.ts";
import { readContents } from "./contents.ts";
import { generationConfigOf, readGenerationConfig } from "./generation-config.ts";
import { noLosses, type Losses } from "./losses.ts";
import { inCamelCase, messages } from "./spelling.ts";
import { readTools } from "./tools.ts";
import { withoutForeign } from "./verbatim-body.ts";

/** A request as it was understood, and what its answer depends on. */
export interface GeminiAsk {
  readonly request: ChatRequest;
  readonly droppable: readonly string[];
  /** Whether thoughts are shown. Readers of old take a thought for a piece of the answer, so only who asks gets them. */
  readonly showThoughts: boolean;
}

/** Content that Google keeps. */
const UNTRANSLATABLE: readonly string[] = ["cachedContent", "continuationToken"];

/** What concerns Google's own service. */
const DROPPABLE: readonly string[] = ["safetySettings", "labels", "serviceTier", "store"];

/** The model that the address names. @throws BadRequest */
export function modelOf({ model = "" }: Asking): string {
  const name = model.replace(/^models\//, "");
  if (name === "") throw new BadRequest("The address must name a model, as in models/NAME:generateContent.");
  return name;
}

/** Reads a generateContent request. @throws BadRequest */
export function readRequest(written: Json, { memory, streamed = false }: Asking): GeminiAsk {
  const body = inCamelCase(written);
  const losses = noLosses();
  for (const field of UNTRANSLATABLE) if (body[field] != null) losses.untranslatable.add(field);
  for (const field of DROPPABLE) if (saysAnything(body[field])) losses.droppable.add(field);
  const system = readSystem(body, losses);
  const generationConfig = generationConfigOf(body);
  const { settings, showThoughts } = readGenerationConfig(generationConfig, losses);
  const request: ChatRequest = {
    kind: "chat",
    ...(system !== "" && { system }),
    messages: readContents(body, memory, losses),
    ...readTools(body, losses),
    ...settings,
    ...(losses.untranslatable.size > 0 && { untranslatable: [...losses.untranslatable] }),
    verbatim: {
      format: "gemini",
      // One spelling down to the settings, for what a provider's client may have to change there.
      body: { ...withoutForeign(body), ...(body["generationConfig"] != null && { generationConfig }) },
      streamed,
    },
  };
  return { request, droppable: [...losses.droppable], showThoughts };
}

/** Google's older SDK sends empty settings with each request. */
function saysAnything(value: unknown): boolean {
  return value != null && !(Array.isArray(value) && value.length === 0);
}

/** The system instruction: a turn, or simply text. */
function readSystem(body: Json, losses: Losses): string {
  const instruction = body["systemInstruction"];
  if (instruction == null) return "";
  if (typeof instruction === "string") return instruction;
  const turn = asRecord(instruction);
  if (!turn) throw new BadRequest("systemInstruction must be a turn with parts.", "systemInstruction");
  const said: string[] = [];
  for (const { value } of messages(turn, "parts", "systemInstruction")) {
    if (typeof value["text"] === "string") said.push(value["text"]);
    else losses.untranslatable.add("systemInstruction");
  }
  return said.join("\n\n");
}
