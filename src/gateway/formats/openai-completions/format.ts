import type { FillRequest } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { Ask, Asking, Format } from "../format.ts";
import { asksForUsage, asSent } from "../openai-chat/as-sent.ts";
import { unknownFields } from "../openai-chat/left-out.ts";
import { openAiProblem } from "../openai-error.ts";
import { optionalFlag, optionalNumber, optionalText, text, texts } from "../reading.ts";
import { createTextEncoder } from "./text-encoder.ts";
import { wholeText } from "./whole.ts";

/** Tokens of an answer whose caller named no limit. OpenAI's own sixteen is less than any editor's completion. */
const USUAL_TOKENS = 256;

/** Fields that are read here; every other is left out on a route of another format. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  "model",
  "prompt",
  "suffix",
  "max_tokens",
  "temperature",
  "stop",
  "stream",
  "stream_options",
]);

/** Fields that, if they are more than idle, change the kind of the answer. A gap in a document has no such. */
const REFUSED: ReadonlySet<string> = new Set(["n", "best_of", "echo", "logprobs"]);

/** OpenAI's older Completions: `POST /v1/completions`. */
export const openAiCompletionsFormat: Format = { read, problem: openAiProblem };

function read(body: Json, asking: Asking): Ask {
  const model = text(body, "model");
  const streamed = optionalFlag(body, "stream") ?? false;
  const temperature = optionalNumber(body, "temperature", { least: 0, most: 2 });
  const stop = texts(body, "stop");
  const request: FillRequest = {
    kind: "fill",
    prefix: readPrompt(body),
    suffix: optionalText(body, "suffix") ?? "",
    language: "plaintext",
    path: "",
    maxOutputTokens: optionalNumber(body, "max_tokens", { least: 1, whole: true }) ?? USUAL_TOKENS,
    ...(temperature !== undefined && { temperature }),
    ...(stop.length > 0 && { stop }),
    verbatim: asSent("openai-completions", body, streamed, asking),
  };
  const withUsage = asksForUsage(body);
  const droppable = readHints(body);
  return {
    model,
    streamed,
    task: "completion",
    request,
    ...(droppable.length > 0 && { droppable }),
    encoder: (facts) => createTextEncoder(facts, withUsage),
    whole: wholeText,
  };
}

/** One text, alone or in a list. */
function readPrompt(body: Json): string {
  const { prompt } = body;
  if (!Array.isArray(prompt)) return text(body, "prompt");
  const items: readonly unknown[] = prompt;
  const [first] = items;
  if (typeof first === "number" || Array.isArray(first)) {
    throw new BadRequest(
      "prompt must be text: tokens mean something only to the model that they were made for.",
      "prompt",
    );
  }
  if (items.length === 1 && typeof first === "string") return first;
  throw new BadRequest("prompt must be one text: send a request for each.", "prompt");
}

function readHints(body: Json): readonly string[] {
  const fields = unknownFields(body, UNDERSTOOD);
  const refused = fields.find((field) => REFUSED.has(field));
  if (refused === undefined) return fields;
  throw new BadRequest(`${refused} is not taken here: leave it out.`, refused);
}
