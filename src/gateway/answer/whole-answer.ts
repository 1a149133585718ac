import type { EndEvent } from "../../router/events.ts";
import type { FramePart } from "../../spec/stream.ts";
import { sendJson } from "../http/exchange.ts";
import { AnswerWriter } from "./answer-writer.ts";

/** Writes an answer in one piece, once it is whole. */
export class AnswerInOnePiece extends AnswerWriter {
  /** The provider's own, where it speaks the caller's format. */
  #data: string | undefined;

  protected frame({ data }: FramePart): undefined {
    this.isPassing = true;
    this.#data = data;
  }

  protected part(): undefined {
    // All of it is in what was collected.
  }

  protected brokeOff(): undefined {
    this.isPassing = false;
    this.#data = undefined;
  }

  protected end(event: EndEvent): undefined {
    const { ask, exchange, note } = this.answering;
    if (event.record.outcome === "cancelled") return void exchange.response.destroy();
    // Half an answer is none where nothing can be said beside it.
    if (event.failure) return this.refuse(event);
    const { answer } = this.collected;
    note(answer);
    const body = this.#data ?? ask.whole(answer, this.facts);
    sendJson(exchange.response, 200, body, { ...this.headers, ...this.endHeaders(event) });
  }
}
