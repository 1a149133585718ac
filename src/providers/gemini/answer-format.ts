import type { ChatRequest } from "../../spec/request.ts";
import { withFormatInWords } from "../answer-format.ts";
import { answerSchema } from "./answer-schema.ts";
import { cleanSchema } from "./clean-schema.ts";
import { canBeHeld, isSince } from "./model-traits.ts";

/** The fields of `generationConfig` for an answer's format. Before 2.5 only the schema of tools is known. */
export function formatConfig(request: ChatRequest, model: string): Readonly<Record<string, unknown>> {
  const { format } = request;
  if (!format || !isHeld(request, model)) return {};
  const mime = { responseMimeType: "application/json" };
  if (format.kind === "json") return mime;
  if (isSince(model, 2.5)) return { ...mime, responseJsonSchema: answerSchema(format.schema) };
  const responseSchema = cleanSchema(format.schema);
  return { ...mime, ...(responseSchema && { responseSchema }) };
}

/** The system prompt, with the format in words where the model cannot be held to it. */
export function systemFor(request: ChatRequest, model: string): string | undefined {
  const { system, format } = request;
  return !format || isHeld(request, model) ? system : withFormatInWords(system, format);
}

function isHeld(request: ChatRequest, model: string): boolean {
  return canBeHeld(model, (request.tools?.length ?? 0) > 0);
}
