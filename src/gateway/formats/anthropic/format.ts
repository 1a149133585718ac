import type { ChatRequest } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { Asking, Format } from "../format.ts";
import { optionalFlag, text } from "../reading.ts";
import { conversationOf } from "./conversation-id.ts";
import { createEncoder } from "./encoder.ts";
import { wholeMessage } from "./message.ts";
import { anthropicProblem, anthropicStatus } from "./problem.ts";
import { readRequest, requireLimit } from "./read-request.ts";

/** Anthropic's Messages, as Claude Code and its SDKs ask: `POST /v1/messages`. */
export const anthropicFormat: Format = {
  read(body, asking) {
    const model = readModel(body);
    requireLimit(body);
    const streamed = optionalFlag(body, "stream") ?? false;
    const { request, droppable } = readRequest(body, asking, streamed);
    const conversation = conversationOf(body, asking);
    return {
      model,
      streamed,
      task: "chat",
      request,
      ...(conversation !== undefined && { conversation }),
      ...(droppable.length > 0 && { droppable }),
      encoder: createEncoder,
      whole: wholeMessage,
    };
  },
  problem: anthropicProblem,
  statusOf: anthropicStatus,
};

/** A request whose tokens are to be counted. */
export interface CountRequest {
  /** As the caller wrote it. */
  readonly model: string;
  readonly request: ChatRequest;
}

/** Reads a request of `POST /v1/messages/count_tokens`: one for an answer, without its limit. @throws BadRequest */
export function readCountRequest(body: Json, asking: Asking): CountRequest {
  return { model: readModel(body), request: readRequest(body, asking, false).request };
}

/** The answer to a count. */
export function countAnswer(tokens: number): Json {
  return { input_tokens: tokens };
}

function readModel(body: Json): string {
  const model = text(body, "model");
  if (model === "") throw new BadRequest("model must not be empty.", "model");
  return model;
}
