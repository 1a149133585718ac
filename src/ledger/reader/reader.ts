import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../spec/clock.ts";
import { describeTrouble, troubleOf } from "../store/sqlite-trouble.ts";
import type { FromWorker } from "./messages.ts";
import type { AnswerTo, Question, QuestionName } from "./questions.ts";
import { ReaderTrouble } from "./reader-trouble.ts";
import { runQuestion } from "./run-question.ts";
import { Thread } from "./thread.ts";

/** Asks the ledger's file on a thread of its own. */
export interface Reader {
  /**
   * Rejects with a `ReaderTrouble` when the file cannot be read, and with the signal's reason when it aborts.
   *
   * @param onProgress of what writes a file, from 0 to 1
   */
  ask<K extends QuestionName>(
    question: Question<K>,
    signal?: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<AnswerTo<K>>;
  /** Lets go of the file. What is asked afterwards, and what is not answered yet, is rejected. */
  close(): Promise<void>;
}

export interface ReaderOptions {
  /** The ledger's file as it is now; undefined while records are in memory. */
  readonly file: () => string | undefined;
  /** The worker thread's script. */
  readonly script: URL | string;
  /** Reads records that are in memory, where only this thread can. */
  readonly inProcess: <T>(query: (database: DatabaseSync) => T) => T;
  readonly clock: Clock;
}

/** The thread ends when so long nothing was asked. */
const IDLE_MS = 120_000;

interface Job {
  readonly id: number;
  readonly question: Question;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (share: number) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** It was asked once already, of a thread that broke down or a file that was gone. */
  again: boolean;
}

export function createReader(options: ReaderOptions): Reader {
  return new ThreadReader(options);
}

class ThreadReader implements Reader {
  readonly #options: ReaderOptions;
  #waiting: Job[] = [];
  /** Sent and not answered: one question at most, and what writes files beside it. */
  readonly #sent = new Map<number, Job>();
  #thread: Thread | undefined;
  #cancelIdle: (() => void) | undefined;
  #lastId = 0;
  #closed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  async ask<K extends QuestionName>(
    question: Question<K>,
    signal?: AbortSignal,
    onProgress: (share: number) => void = () => {},
  ): Promise<AnswerTo<K>> {
    signal?.throwIfAborted();
    const answer = new Promise<unknown>((resolve, reject) => {
      const id = ++this.#lastId;
      const asked = question as Question; // one of them, though the compiler cannot tell of any K
      this.#waiting.push({ id, question: asked, signal, onProgress, resolve, reject, again: false });
      signal?.addEventListener("abort", () => this.#giveUp(id, signal, reject), { once: true });
    });
    this.#next();
    return (await answer) as AnswerTo<K>; // `runQuestion` answers by the question's name
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelIdle?.();
    const jobs = [...this.#sent.values(), ...this.#waiting];
    this.#sent.clear();
    this.#waiting = [];
    for (const job of jobs) job.reject(closed());
    await this.#stopThread();
  }

  #next(): void {
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    const busy = [...this.#sent.values()].some((job) => !writesFile(job));
    const job = this.#waiting.find((one) => !busy || writesFile(one));
    if (job === undefined) {
      if (this.#sent.size === 0 && !this.#closed) this.#endWhenIdle();
      return;
    }
    this.#waiting = this.#waiting.filter((one) => one !== job);
    if (this.#closed) job.reject(closed());
    else this.#start(job);
    this.#next();
  }

  #endWhenIdle(): void {
    this.#cancelIdle = this.#options.clock.schedule(IDLE_MS, () => void this.#stopThread());
  }

  #start(job: Job): void {
    const path = this.#options.file();
    if (path === undefined) {
      void this.#answerHere(job);
      return;
    }
    if (this.#thread !== undefined && this.#thread.path !== path) this.#threadEnded();
    this.#sent.set(job.id, job);
    this.#thread ??= this.#startThread(path);
    this.#thread.send({ kind: "ask", id: job.id, question: job.question, now: this.#options.clock.now() });
  }

  async #answerHere({ question, signal, onProgress, resolve, reject }: Job): Promise<void> {
    try {
      const now = this.#options.clock.now();
      resolve(
        await this.#options.inProcess((database) => runQuestion(database, question, { now, onProgress }, signal)),
      );
    } catch (error) {
      reject(new ReaderTrouble(troubleOf(error), `The ledger cannot be read: ${describeTrouble(error)}.`));
    }
  }

  #startThread(path: string): Thread {
    const thread: Thread = new Thread(
      this.#options.script,
      path,
      (message) => this.#heard(message),
      () => thread === this.#thread && this.#threadEnded(),
    );
    return thread;
  }

  #heard(message: FromWorker): void {
    const job = this.#sent.get(message.id);
    if (job === undefined) return;
    if (message.kind === "progress") {
      job.onProgress(message.share);
      return;
    }
    this.#sent.delete(message.id);
    if (message.kind === "answer") job.resolve(message.answer);
    else if (message.trouble === "moved" && !job.again) this.#askAgain([job]);
    else job.reject(new ReaderTrouble(message.trouble, message.message));
    this.#next();
  }

  /** What it had not answered is asked once more. */
  #threadEnded(): void {
    void this.#stopThread();
    const left = [...this.#sent.values()];
    this.#sent.clear();
    for (const job of left.filter(({ again }) => again)) {
      job.reject(new ReaderTrouble("passing", "What reads the ledger broke down twice. Try again."));
    }
    this.#askAgain(left.filter(({ again }) => !again));
    this.#next();
  }

  #askAgain(jobs: readonly Job[]): void {
    for (const job of jobs) job.again = true;
    this.#waiting.unshift(...jobs);
  }

  async #stopThread(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.stop();
  }

  #giveUp(id: number, signal: AbortSignal, reject: Job["reject"]): void {
    reject(signal.reason);
    this.#waiting = this.#waiting.filter((job) => job.id !== id);
    // A question that was sent is answered soon, and its answer is passed over.
    if (this.#sent.has(id)) this.#thread?.send({ kind: "stop", id });
  }
}

function writesFile({ question }: Job): boolean {
  return question.name === "exportCalls";
}

function closed(): ReaderTrouble {
  return new ReaderTrouble("passing", "The ledger is closed.");
}
