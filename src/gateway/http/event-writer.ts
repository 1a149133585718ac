import type { ServerResponse } from "node:http";
import { endPatiently, patienceMs } from "./patience.ts";

/**
 * Writes events to a caller. The first goes out at once, as somebody waits for it; of the others, what is written in one
 * turn of the event loop goes out in one piece. Who reads slowly slows down the provider's answer and fills no memory here.
 */
export class EventWriter {
  readonly #response: ServerResponse;
  #isFirst = true;
  #pending = "";
  #isFull = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Resolves when more may be written; undefined when it may at once. */
  write(text: string): Promise<void> | undefined {
    if (text === "" || this.#response.destroyed) return undefined;
    if (this.#isFirst) {
      this.#isFirst = false;
      this.#pending = text;
      this.#flush();
    } else {
      if (this.#pending === "") process.nextTick(() => this.#flush());
      this.#pending += text;
    }
    return this.#isFull ? this.#drained() : undefined;
  }

  /** Writes what is left and ends the answer. */
  end(trailers: Readonly<Record<string, string>>): void {
    this.#flush();
    this.#response.addTrailers(trailers);
    endPatiently(this.#response);
  }

  /** As `end`, with an error last, in a piece of its own: Google's SDKs know it for one only then. */
  fail(text: string, trailers: Readonly<Record<string, string>>): void {
    this.#flush();
    setImmediate(() => {
      this.#pending = text;
      this.end(trailers);
    });
  }

  #flush(): void {
    if (this.#pending === "" || this.#response.destroyed) return;
    this.#isFull = !this.#response.write(this.#pending);
    this.#pending = "";
    if (this.#isFull) this.#response.once("drain", () => (this.#isFull = false));
  }

  #drained(): Promise<void> {
    const response = this.#response;
    return new Promise((resolve) => {
      const gone = setTimeout(() => response.destroy(), patienceMs);
      const done = (): void => {
        clearTimeout(gone);
        response.off("drain", done);
        response.off("close", done);
        resolve();
      };
      response.once("drain", done);
      response.once("close", done);
    });
  }
}
