import type { FillRequest } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import type { Ask, Asking, Format } from "../format.ts";
import { asksForUsage, asSent } from "../openai-chat/as-sent.ts";
import { type LeftOut, unknownFields } from "../openai-chat/left-out.ts";
import { withoutEndlessLimit } from "../openai-chat/endless-limit.ts";
import { openAiProblem } from "../openai-error.ts";
import { optionalFlag, optionalNumber, optionalText, text, texts } from "../reading.ts";
import { readPrompt } from "./prompt.ts";
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
const SHAPING: ReadonlySet<string> = new Set(["n", "best_of", "echo", "logprobs"]);

/** OpenAI's older Completions: `POST /v1/completions`. */
export const openAiCompletionsFormat: Format = { read, problem: openAiProblem };

function read(sent: Json, asking: Asking): Ask {
  const body = withoutEndlessLimit(sent);
  const model = text(body, "model");
  const streamed = optionalFlag(body, "stream") ?? false;
  const temperature = optionalNumber(body, "temperature", { least: 0, most: 2 });
  const stop = texts(body, "stop");
  const leftOut: LeftOut = { untranslatable: new Set(), droppable: new Set() };
  const prefix = readPrompt(body, leftOut);
  const most = readLimit(body, leftOut);
  readFields(body, leftOut);
  const request: FillRequest = {
    kind: "fill",
    prefix,
    suffix: optionalText(body, "suffix") ?? "",
    language: "plaintext",
    path: "",
    maxOutputTokens: most,
    ...(temperature !== undefined && { temperature }),
    ...(stop.length > 0 && { stop }),
    ...(leftOut.untranslatable.size > 0 && { untranslatable: [...leftOut.untranslatable] }),
    verbatim: asSent("openai-completions", body, streamed, asking),
  };
  const withUsage = asksForUsage(body);
  return {
    model,
    streamed,
    task: "completion",
    request,
    ...(leftOut.droppable.size > 0 && { droppable: [...leftOut.droppable] }),
    encoder: (facts) => createTextEncoder(facts, withUsage),
    whole: wholeText,
  };
}

/** An answer of no tokens is of use where the prompt is echoed with its probabilities. */
function readLimit(body: Json, { untranslatable }: LeftOut): number {
  const most = optionalNumber(body, "max_tokens", { least: 0, whole: true }) ?? USUAL_TOKENS;
  if (most === 0) untranslatable.add("max_tokens of 0");
  return most;
}

/** Sorts the fields that are not understood into those without which the answer is another, and mere hints. */
function readFields(body: Json, { untranslatable, droppable }: LeftOut): void {
  for (const field of unknownFields(body, UNDERSTOOD)) (SHAPING.has(field) ? untranslatable : droppable).add(field);
}
