import { Worker } from "node:worker_threads";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";

/** A worker thread that reads one file. */
export class Thread {
  readonly path: string;
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #stopping = false;

  /** @param onEnd it ended by itself: it crashed, or could not be started */
  constructor(script: URL | string, path: string, onMessage: (message: FromWorker) => void, onEnd: () => void) {
    this.path = path;
    const start: WorkerStart = { path };
    this.#worker = new Worker(script, { workerData: start, name: "ledger-reader" });
    this.#worker.unref(); // the editor may end while it waits
    this.#worker.on("message", (message: FromWorker) => !this.#stopping && onMessage(message));
    this.#worker.on("error", () => {}); // its end is told next
    this.#ended = new Promise((resolve) => this.#worker.on("exit", () => resolve()));
    void this.#ended.then(() => !this.#stopping && onEnd());
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Lets it leave nothing half done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#worker.ref();
    this.send({ kind: "end" });
    await this.#ended;
  }
}
