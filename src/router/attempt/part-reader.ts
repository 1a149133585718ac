import type { Clock } from "../../spec/clock.ts";
import type { Failure } from "../../spec/failure.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { brokenTransport, connectionGone, truncated } from "./router-failures.ts";

/** How long a transport that was aborted may take to say what it used, and how many parts it may send meanwhile. */
const lastWordsMs = 50;
const lastWordsParts = 100;

/**
 * Reads a transport's stream so that nothing it does can harm a call: an exception, an end without a terminator and a
 * refusal to heed its signal all become a failure part.
 */
export class PartReader {
  readonly #iterator: AsyncIterator<StreamPart> | undefined;
  readonly #reportBug: (error: unknown) => void;
  /** The part that was asked for and has not come; it outlives an interrupted `read`. */
  #coming: Promise<StreamPart> | undefined;
  #interrupt: ((failure: Failure) => void) | undefined;

  constructor(open: () => AsyncIterable<StreamPart>, reportBug: (error: unknown) => void) {
    this.#reportBug = reportBug;
    try {
      this.#iterator = open()[Symbol.asyncIterator]();
    } catch (error) {
      reportBug(error);
    }
  }

  /** The next part, or the failure that `interrupt` gave in its stead. Never rejects. */
  read(): Promise<StreamPart> {
    this.#coming ??= this.#ask();
    const coming = this.#coming;
    return new Promise((resolve) => {
      this.#interrupt = (failure) => resolve({ type: "failure", failure });
      void coming.then((part) => {
        this.#coming = undefined;
        resolve(part);
      });
    });
  }

  /** Ends a `read` that is under way. */
  interrupt(failure: Failure): void {
    this.#interrupt?.(failure);
  }

  /** After an abort: hears what the transport still has to say, such as the usage, as long as it is quick about it. */
  async lastWords(clock: Clock, hear: (part: StreamPart) => void): Promise<void> {
    const late = new AbortController();
    const cancelTimer = clock.schedule(lastWordsMs, () => {
      late.abort();
      this.interrupt(truncated);
    });
    for (let heard = 0; heard < lastWordsParts && !late.signal.aborted; heard++) {
      const part = await this.read();
      hear(part);
      if (part.type === "finish" || part.type === "failure") break;
    }
    cancelTimer();
  }

  /** Lets go of the stream. Not waited for: an iterator that is stuck would never come back. */
  close(): void {
    void this.#return();
  }

  async #return(): Promise<void> {
    try {
      await this.#iterator?.return?.();
    } catch (error) {
      this.#reportBug(error);
    }
  }

  async #ask(): Promise<StreamPart> {
    if (!this.#iterator) return { type: "failure", failure: brokenTransport };
    try {
      const step = await this.#iterator.next();
      if (step.done === true) return { type: "failure", failure: truncated };
      return step.value.type === "failure" && step.value.failure.class === "cancelled"
        ? { type: "failure", failure: connectionGone }
        : step.value;
    } catch (error) {
      this.#reportBug(error);
      return { type: "failure", failure: brokenTransport };
    }
  }
}
