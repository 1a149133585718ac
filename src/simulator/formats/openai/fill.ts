import type { ModelInfo } from "../../../spec/provider.ts";
import { numberOf, objectOf, textOf, textsOf, type JsonObject } from "../../json.ts";
import type { FillPrompt } from "../../prompt.ts";
import {
  contentType,
  type AnswerContext,
  type Encoder,
  type Endpoint,
  type IncomingCall,
  type Reply,
} from "../format.ts";
import { invalidRequest, openAiError, openAiFailure } from "./errors.ts";
import { completionEncoder, mistralFillEncoder } from "./fill-encoder.ts";

/**
 * `POST /v1/completions` with a suffix, by platform.openai.com/docs/api-reference/completions/create, and
 * `POST /v1/fim/completions`, by docs.mistral.ai/api/endpoint/fim.
 */
export function fillEndpoints(models: readonly ModelInfo[]): readonly Endpoint[] {
  const endpoint = (path: RegExp, encoder: FillEncoder): Endpoint => ({
    method: "POST",
    path,
    purpose: "answer",
    reply: (call) => reply(call, models, encoder),
  });
  return [endpoint(/^\/v1\/completions$/, completionEncoder), endpoint(/^\/v1\/fim\/completions$/, mistralFillEncoder)];
}

type FillEncoder = (context: AnswerContext, includeUsage: boolean) => Encoder;

function reply({ body }: IncomingCall, models: readonly ModelInfo[], encoder: FillEncoder): Reply {
  const id = textOf(body.model);
  if (id === "") return invalidRequest("you must provide a model parameter", "model");
  const model = models.find((known) => known.id === id);
  if (model === undefined) return openAiError({ kind: "model-not-found", model: id });
  if (!model.suits?.includes("completion")) {
    const message =
      "This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?";
    return openAiFailure(404, "invalid_request_error", null, message, "model");
  }
  if (typeof body.prompt !== "string") return invalidRequest("Missing required parameter: 'prompt'.", "prompt");

  const includeUsage = objectOf(body.stream_options).include_usage === true;
  return {
    kind: "answer",
    prompt: readPrompt(body, id, body.prompt),
    stream: body.stream === true,
    contentType: contentType(body.stream === true),
    encoder: (context) => encoder(context, includeUsage),
  };
}

function readPrompt(body: JsonObject, model: string, prefix: string): FillPrompt {
  const maxTokens = numberOf(body.max_tokens);
  return {
    kind: "fill",
    model,
    prefix,
    suffix: textOf(body.suffix),
    stop: textsOf(body.stop),
    cache: { kind: "none" },
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}
