import type { EndEvent } from "../../router/events.ts";
import type { FramePart } from "../../spec/stream.ts";
import type { AnswerPart, StreamEncoder } from "../formats/format.ts";
import { createJsonArrayWriter, type JsonArrayWriter } from "../formats/gemini/json-array.ts";
import { sseEvent } from "../formats/sse-text.ts";
import { EventWriter } from "../http/event-writer.ts";
import { type Answering, AnswerWriter } from "./answer-writer.ts";
import { trailerNames } from "./call-headers.ts";

/** Writes an answer as events, as they come. */
export class StreamedAnswer extends AnswerWriter {
  readonly #writer: EventWriter;
  readonly #list: JsonArrayWriter | undefined;
  /** What went through as it was, and the same in our words: for the encoder, should it have to go on. */
  readonly #passed: (FramePart | AnswerPart)[] = [];
  #made: StreamEncoder | undefined;

  constructor(answering: Answering) {
    super(answering);
    this.#writer = new EventWriter(answering.exchange.response);
    this.#list = answering.asList ? createJsonArrayWriter() : undefined;
  }

  protected frame(frame: FramePart): Promise<void> | undefined {
    this.isPassing = true;
    this.#passed.push(frame);
    return this.#write(sseEvent(frame.data, frame.event));
  }

  protected part(part: AnswerPart): Promise<void> | undefined {
    if (!this.isPassing) return this.#write(this.#encoder.push(part));
    this.#passed.push(part);
    return part.type === "finish" ? this.#write(this.#encoder.terminator) : undefined;
  }

  protected brokeOff(): undefined {
    this.#takeOver();
  }

  protected end(event: EndEvent): void {
    const { exchange, note } = this.answering;
    const { response } = exchange;
    if (event.record.outcome === "cancelled") return void response.destroy();
    if (!this.#hasBegun) return this.refuse(event);
    if (event.failure) {
      this.#takeOver();
      const error = this.#encoder.fail(this.problemOf(event));
      return this.#writer.fail(this.#list ? this.#list.push(error) + this.#list.end() : error, this.endHeaders(event));
    }
    note(this.collected.answer);
    if (this.#list) void this.#writer.write(this.#list.end());
    return this.#writer.end(this.endHeaders(event));
  }

  /** Has the encoder go on where the provider's own words ended. */
  #takeOver(): void {
    for (const part of this.#passed) {
      if (part.type === "frame") this.#encoder.adopt(part);
      else this.#encoder.push(part);
    }
    this.#passed.length = 0;
    this.isPassing = false;
  }

  get #encoder(): StreamEncoder {
    return (this.#made ??= this.answering.ask.encoder(this.facts));
  }

  get #hasBegun(): boolean {
    return this.answering.exchange.response.headersSent;
  }

  /** Trailers come with chunks, which HTTP/1.0 does not know: some proxies still speak it. */
  get #hasTrailers(): boolean {
    return this.answering.exchange.request.httpVersion !== "1.0";
  }

  #write(events: string): Promise<void> | undefined {
    if (events === "") return undefined;
    const { response } = this.answering.exchange;
    if (!this.#hasBegun && !response.destroyed) {
      response.writeHead(200, {
        "content-type": this.#list ? "application/json" : "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
        ...(this.#hasTrailers && { trailer: trailerNames }),
        ...this.headers,
      });
    }
    return this.#writer.write(this.#list ? this.#list.push(events) : events);
  }
}
