import type { FramePart } from "../../../spec/stream.ts";
import { asRecord } from "../../json.ts";
import type { AnswerFacts } from "../format.ts";

/** What every chunk of an answer repeats, in OpenAI's order. */
export interface AnswerHead {
  readonly id: string;
  readonly object: string;
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly model: string;
}

/** What ends a stream that went well. */
export const DONE = "data: [DONE]\n\n";

/** The head of an answer that is written here. `prefix` is that of the format's ids. */
export function headOf({ id, model, at }: AnswerFacts, prefix: string, object: string): AnswerHead {
  return { id: `${prefix}${id}`, object, created: Math.floor(at / 1000), model };
}

/** The head of an answer that a provider began. Azure's first event has empty fields: what it does not say stays. */
export function headIn(frame: FramePart, head: AnswerHead): AnswerHead {
  const { id, created, model } = asRecord(JSON.parse(frame.data)) ?? {};
  return {
    id: typeof id === "string" && id !== "" ? id : head.id,
    object: head.object,
    created: typeof created === "number" && created > 0 ? created : head.created,
    model: typeof model === "string" && model !== "" ? model : head.model,
  };
}
