import type { ChatRequest } from "../../../spec/request.ts";
import type { FramePart } from "../../../spec/stream.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type {
  AnswerMemory,
  AnswerContent,
  AnswerFacts,
  AnswerPart,
  Ask,
  Asking,
  Format,
  WholeAnswer,
} from "../format.ts";
import { openAiProblem } from "../openai-error.ts";
import { optionalFlag, optionalText, text } from "../reading.ts";
import { readConversation } from "./conversation.ts";
import { joinInput, type JoinedInput } from "./joined-input.ts";
import type { Limits } from "./limits.ts";
import { readParameters } from "./parameters.ts";
import { echoOf } from "./response-object.ts";
import { readToolChoice } from "./tool-choice.ts";
import { readTools } from "./tools.ts";
import { verbatimBody } from "./verbatim-body.ts";
import { createAnswerWriter, type AnswerWriter } from "./write-answer.ts";

/** OpenAI's Responses API: `POST /v1/responses`. */
export const openAiResponsesFormat: Format = { read, problem: openAiProblem };

function read(body: Json, asking: Asking): Ask {
  const { memory } = asking;
  refuseServerState(body);
  const limits: Limits = { untranslatable: new Set(), droppable: new Set() };
  const model = text(body, "model");
  const streamed = optionalFlag(body, "stream") ?? false;
  const joined = joinInput(body, memory);
  const tools = readTools(body, joined, limits);
  const request: ChatRequest = {
    kind: "chat",
    ...readConversation(body, joined, memory, limits),
    ...readToolChoice(body, tools, limits),
    ...readParameters(body, joined.items, limits),
    ...(limits.untranslatable.size > 0 && { untranslatable: [...limits.untranslatable] }),
    verbatim: { format: "openai-responses", body: verbatimBody(body, joined), streamed },
  };
  const keeps = optionalFlag(body, "store") ?? true;
  const echo = echoOf(body);
  const conversation = optionalText(body, "prompt_cache_key");
  const writerOf = (facts: AnswerFacts): AnswerWriter =>
    createAnswerWriter({
      facts,
      echo,
      tools,
      finished(id, response) {
        if (keeps) memory.keep(id, { input: joined.items, output: outputOf(response), whole: response });
      },
    });
  return {
    model,
    streamed,
    task: "chat",
    request,
    ...(conversation !== undefined && { conversation }),
    ...(limits.droppable.size > 0 && { droppable: [...limits.droppable] }),
    ...(keeps && { passed: (frame) => keepPassed(frame, joined, memory) }),
    encoder: writerOf,
    whole: (answer, facts) => wholeOf(answer, writerOf(facts)),
  };
}

/** What an answer ends as that may be gone on with; one that failed is none. */
const WHOLE: ReadonlySet<unknown> = new Set(["completed", "incomplete"]);

/** Keeps an answer that its provider wrote, once it is whole: in the last event of a stream, or as it stands. */
function keepPassed({ data, event }: FramePart, { items }: JoinedInput, memory: AnswerMemory): void {
  if (event !== undefined && !WHOLE.has(event.replace("response.", ""))) return;
  const body = asRecord(JSON.parse(data));
  const whole = asRecord(body?.["response"]) ?? body;
  if (!WHOLE.has(whole?.["status"] ?? "completed")) return;
  if (typeof whole?.["id"] === "string") memory.keep(whole["id"], { input: items, output: outputOf(whole), whole });
}

/** What would have to be kept, or done, while nobody listens. @throws BadRequest */
function refuseServerState(body: Json): void {
  if (optionalFlag(body, "background") === true) {
    throw new BadRequest("background is not supported here: leave it out, or ask OpenAI itself.", "background");
  }
  if (body["conversation"] != null) {
    throw new BadRequest(
      "conversation is not supported here, as conversations are kept at OpenAI: send the whole input, or previous_response_id.",
      "conversation",
    );
  }
}

/** Written as a stream that nobody reads, so that both ways say the same. */
function wholeOf({ content, finish, usage }: WholeAnswer, writer: AnswerWriter): Json {
  for (const part of content.map(asPart)) writer.push(part);
  if (usage) writer.push({ type: "usage", usage });
  writer.push({ type: "finish", reason: finish });
  return writer.response();
}

function asPart(content: AnswerContent, index: number): AnswerPart {
  return content.type === "tool-call" ? { ...content, index } : content;
}

function outputOf(response: Json): readonly Json[] {
  const { output } = response;
  // Written here a moment ago, as a list of items.
  return Array.isArray(output) ? (output as readonly Json[]) : [];
}
