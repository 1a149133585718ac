import { Worker } from "node:worker_threads";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";

/** A worker thread that reads one file. */
export class Thread {
  readonly path: string;
  readonly #worker: Worker;

  /** @param onEnd it ended by itself: it crashed, or could not be started */
  constructor(script: URL | string, path: string, onMessage: (message: FromWorker) => void, onEnd: () => void) {
    this.path = path;
    const start: WorkerStart = { path };
    this.#worker = new Worker(script, { workerData: start, name: "ledger-reader" });
    this.#worker.unref(); // the editor may end while it waits
    this.#worker.on("message", onMessage);
    this.#worker.on("error", () => {}); // its end is told next
    this.#worker.on("exit", onEnd);
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  async stop(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    this.#worker.removeAllListeners("message");
    await this.#worker.terminate();
  }
}
