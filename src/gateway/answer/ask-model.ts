import type { AnswerMemory, Ask, Asking, Format, WholeAnswer } from "../formats/format.ts";
import { sendProblem, type Exchange } from "../http/exchange.ts";
import type { Json } from "../json.ts";
import { resolveModel } from "../names/resolve-model.ts";
import type { GatewayPorts } from "../ports.ts";
import { BadRequest, type Problem } from "../problem.ts";
import { answerCall } from "./answer-call.ts";

/** Where a request came in. */
export interface Entrance {
  readonly ports: GatewayPorts;
  readonly format: Format;
  readonly memory: AnswerMemory;
  readonly note: (answer: WholeAnswer) => void;
}

/** What the address says of a request. */
export interface Named extends Pick<Asking, "model" | "streamed"> {
  /** Whether a streamed answer comes as one JSON list instead of events. */
  readonly asList?: boolean;
}

/** Reads a request, finds what its model's name means, and answers it. */
export async function askModel(
  entrance: Entrance,
  exchange: Exchange,
  body: Json,
  { asList = false, ...named }: Named = {},
): Promise<void> {
  const { ports, format, memory, note } = entrance;
  const refuse = (problem: Problem): void => sendProblem(exchange.response, problem, format);
  const { headers } = exchange.request;
  let ask: Ask;
  try {
    ask = format.read(body, { ...named, memory, headers: plain(headers) });
  } catch (error) {
    if (error instanceof BadRequest) return refuse(error.problem);
    throw error;
  }
  const resolved = resolveModel(ask.model, ports.rules(), ports.directory);
  if ("kind" in resolved) return refuse(resolved);
  const { client, signal } = exchange;
  const query = {
    task: resolved.task ?? ask.task,
    client,
    request: ask.request,
    ...(resolved.choice && { choice: resolved.choice }),
    // Two callers may use the same name for a conversation. One caller uses it for work on the side too, such as a title
    // that it asks of a cheap model, which the conversation itself is not to stay with.
    ...(ask.conversation !== undefined && { conversation: `${client} ${ask.model} ${ask.conversation}` }),
  };
  signal.throwIfAborted();
  await answerCall({ ports, exchange, format, ask, query, note, asList });
}

function plain(headers: Exchange["request"]["headers"]): Asking["headers"] {
  // Node joins what comes twice, except for a header that none of the formats has.
  return headers as Asking["headers"];
}
