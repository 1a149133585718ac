import type { ModelRequest } from "../../spec/request.ts";
import type { FinishReason, FramePart, StreamPart } from "../../spec/stream.ts";
import type { Task } from "../../spec/task.ts";
import type { Usage } from "../../spec/usage.ts";
import type { Json } from "../json.ts";
import type { Problem } from "../problem.ts";

/** What a request says besides its body. */
export interface Asking {
  /** In lower case; where a header came twice, the values joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The model that the address names, for formats that have it there. */
  readonly model?: string;
  /** Whether the address asks for a stream, for formats that have it there. */
  readonly streamed?: boolean;
  /** What the gateway remembers of earlier answers. */
  readonly memory: AnswerMemory;
}

/** One wire format in which programs ask the gateway. */
export interface Format {
  /** Reads a request. @throws BadRequest with the name of the field and what would be right */
  read(body: Json, asking: Asking): Ask;
  /** An error as the format has it: the body of an answer with a bad status. */
  problem(problem: Problem): Json;
  /** The status that goes with it, where the format has one of its own. */
  statusOf?(problem: Problem): number;
}

/** A request as it was understood, and how its answer is to be written. */
export interface Ask {
  /** As the caller wrote it. */
  readonly model: string;
  readonly streamed: boolean;
  /** What it is for, where the model's name does not say. */
  readonly task: Task;
  readonly request: ModelRequest;
  /** What belongs together, where the caller says so: such calls stay on one route. */
  readonly conversation?: string;
  /** What the caller wanted that no other wire format has, and that changes little: left out there, and told in a header. */
  readonly droppable?: readonly string[];
  /** Told of each piece that goes through as the provider wrote it, for formats that keep answers. */
  passed?(frame: FramePart): void;
  /** Writes the answer as events. A fresh encoder for each answer. */
  encoder(facts: AnswerFacts): StreamEncoder;
  /** Writes the answer in one piece. */
  whole(answer: WholeAnswer, facts: AnswerFacts): Json;
}

/** What is known of an answer when it begins. */
export interface AnswerFacts {
  /** 24 letters and digits, unique. Formats put their own prefix before it. */
  readonly id: string;
  /** The model that answers, by its provider's name. */
  readonly model: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** A part of an answer that a format has words for. */
export type AnswerPart = Exclude<StreamPart, { readonly type: "start" | "frame" | "thinking" | "batch" | "failure" }>;

/**
 * Writes one answer as server-sent events. What it returns is text of whole events, with the empty line after each, or
 * nothing. The usage comes before the finish, which comes last.
 */
export interface StreamEncoder {
  /**
   * An event of the provider's went through as it was: what is written after it, should another model have to go on,
   * bears the same ids. Every event that went through is told, in order with the parts that were read from it, which are
   * pushed and whose text is not written.
   */
  adopt(frame: FramePart): void;
  push(part: AnswerPart): string;
  /** The end of an answer that failed after it had begun. */
  fail(problem: Problem): string;
  /** What ends an answer that went through as it was, where that is no event of the provider's own. */
  readonly terminator: string;
}

/** A whole answer. */
export interface WholeAnswer {
  /** In order; pieces of one kind that follow each other are one. */
  readonly content: readonly AnswerContent[];
  readonly finish: FinishReason;
  /** Missing where nobody counted. */
  readonly usage?: Usage;
}

export type AnswerContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string; readonly signature?: Signature }
  | {
      readonly type: "tool-call";
      readonly id: string;
      readonly name: string;
      /** JSON text. */
      readonly arguments: string;
      readonly signature?: Signature;
    };

/** As in `ReasoningPart`: opaque, and of use only at the provider it came from. */
export interface Signature {
  readonly provider: string;
  readonly value: string;
}

/** What is kept of answers for a while, for formats that have no place for it, or that name an answer by its id. */
export interface AnswerMemory {
  /** The reasoning before a tool call, and the call's own signature, by the call's id. */
  signaturesOf(callId: string): CallSignatures | undefined;
  /** What a whole conversation was up to this answer, by the answer's id. */
  conversationOf(answerId: string): RememberedAnswer | undefined;
  keep(answerId: string, answer: RememberedAnswer): void;
  /** Forgets an answer; false if it was not known. */
  forget(answerId: string): boolean;
}

export interface CallSignatures {
  readonly reasoning: readonly { readonly text: string; readonly signature?: Signature }[];
  readonly call?: Signature;
}

/** An answer that may be gone on with by its id: what was asked, as the format had it, and what came. */
export interface RememberedAnswer {
  readonly input: readonly Json[];
  readonly output: readonly Json[];
  /** The answer as it was sent. */
  readonly whole: Json;
}
