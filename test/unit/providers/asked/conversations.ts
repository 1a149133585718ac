import type { AnswerFormat, FilePart, ImagePart, Message, ToolDefinition } from "../../../../src/spec/request.ts";
import { assistant, text, user } from "../../../support/chat-calls.ts";

const base64 = (words: string) => ({ kind: "base64", data: Buffer.from(words).toString("base64") }) as const;

export const IMAGE: ImagePart = { type: "image", mediaType: "image/png", source: { kind: "base64", data: "iVBORw0=" } };
export const PDF: FilePart = {
  type: "file",
  mediaType: "application/pdf",
  name: "a.pdf",
  source: { kind: "base64", data: "JVBERi0=" },
};
export const SOUND: FilePart = { type: "file", mediaType: "audio/wav", source: { kind: "base64", data: "UklGRg==" } };
export const NOTES: FilePart = {
  type: "file",
  mediaType: "text/markdown",
  name: "notes.md",
  source: base64("# Grüße"),
};
export const REMOTE: FilePart = {
  type: "file",
  mediaType: "application/pdf",
  name: "b.pdf",
  source: { kind: "url", url: "https://files.invalid/b.pdf" },
};

/** Two tools were called; the first answered with a picture and a document, the second with text. */
export const RESULTS_WITH_MEDIA: readonly Message[] = [
  user(text("Look.")),
  assistant(
    { type: "tool-call", id: "1", name: "shoot", arguments: "{}" },
    { type: "tool-call", id: "2", name: "read_file", arguments: "{}" },
  ),
  user({ type: "tool-result", callId: "1", name: "shoot", content: "Done.", media: [IMAGE, PDF] }),
  user({ type: "tool-result", callId: "2", name: "read_file", content: "y" }, text("And?")),
];

/** Of a kind that OpenAI, too, can be held to. */
export const CLOSED_SCHEMA = {
  type: "object",
  properties: { size: { type: "integer", enum: [1, 2] } },
  required: ["size"],
  additionalProperties: false,
};

export const SCHEMA_FORMAT = {
  kind: "json-schema",
  name: "size",
  description: "How big.",
  schema: CLOSED_SCHEMA,
  strict: true,
} as const satisfies AnswerFormat;

export const STRICT_TOOL: ToolDefinition = {
  name: "measure",
  description: "Measures.",
  parameters: CLOSED_SCHEMA,
  strict: true,
};
