import type { AnswerFormat, ChatRequest } from "../../spec/request.ts";
import { withFormatInWords } from "../answer-format.ts";
import type { Quirks } from "./quirks.ts";
import { canBeStrict } from "./strict-schema.ts";

/** The `response_format` of a request; a schema only where the model can be held to one. */
export function responseFormat(
  format: AnswerFormat | undefined,
  model: string,
  quirks: Quirks,
): Readonly<Record<string, unknown>> {
  if (!format) return {};
  if (format.kind === "json" || !quirks.schemas.test(model)) return { response_format: { type: "json_object" } };
  const { name, schema, description, strict } = format;
  return {
    response_format: {
      type: "json_schema",
      json_schema: {
        name,
        ...(description !== undefined && { description }),
        schema,
        ...(strict !== undefined && { strict: strict && canBeStrict(schema) }),
      },
    },
  };
}

/** The system prompt, with the format in words where the model is not held to it, or would refuse it without them. */
export function systemFor(request: ChatRequest, model: string, quirks: Quirks): string | undefined {
  const { system, format } = request;
  if (!format) return system;
  const isHeld = format.kind === "json" ? mentionsJson(request) : quirks.schemas.test(model);
  return isHeld ? system : withFormatInWords(system, format);
}

/** `json_object` is refused in a conversation without the word. */
function mentionsJson({ system, messages }: ChatRequest): boolean {
  const texts = messages.flatMap(({ content }) => content.flatMap((part) => (part.type === "text" ? part.text : [])));
  return [system ?? "", ...texts].some((text) => /json/i.test(text));
}
