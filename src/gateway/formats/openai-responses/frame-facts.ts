import type { FramePart } from "../../../spec/stream.ts";
import { asRecord, type Json } from "../../json.ts";

/** What a frame that went through tells of the answer. */
export interface FrameFacts {
  /** The answer's id. */
  readonly id?: string;
  /** Unix time in seconds. */
  readonly createdAt?: number;
  /** An item that begins, and its `output_index`. */
  readonly item?: Json;
  readonly index: number;
  /** The event's number; -1 where it has none. */
  readonly sequence: number;
}

/** Of the other events only the number matters, which stands near their beginning. */
const TELLING: ReadonlySet<string | undefined> = new Set([undefined, "response.created", "response.output_item.added"]);

/** Reads an event, or a whole answer; undefined for what is neither. Cheap for the many small events of a text. */
export function factsOf({ event, data }: FramePart): FrameFacts | undefined {
  if (!TELLING.has(event)) {
    const [, number] = /"sequence_number":\s*(\d+)/.exec(data) ?? [];
    return { index: 0, sequence: Number(number ?? -1) };
  }
  const frame = parsed(data);
  if (!frame) return undefined;
  const { id, created_at: createdAt } = (frame["object"] === "response" ? frame : asRecord(frame["response"])) ?? {};
  const item = frame["type"] === "response.output_item.added" ? asRecord(frame["item"]) : undefined;
  const { output_index: index, sequence_number: sequence } = frame;
  return {
    ...(typeof id === "string" && { id }),
    ...(typeof createdAt === "number" && { createdAt }),
    ...(item && { item }),
    index: typeof index === "number" ? index : 0,
    sequence: typeof sequence === "number" ? sequence : -1,
  };
}

function parsed(data: string): Json | undefined {
  try {
    return asRecord(JSON.parse(data));
  } catch {
    return undefined;
  }
}
