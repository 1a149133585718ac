import { setImmediate as turn } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { atOneMoment } from "../store/one-moment.ts";
import { describeTrouble, troubleOf } from "../store/sqlite-trouble.ts";
import { countKinds } from "./kind-totals.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { ReadingFile } from "./reading-file.ts";
import { runQuestion } from "./run-question.ts";
import { callMarks } from "./totals.ts";

/** The worker thread that reads the ledger's file, so that no question holds up the editor. `reader.ts` starts it. */

const port = parentPort;
const file = new ReadingFile((workerData as WorkerStart).path); // only `reader.ts` starts this
const underWay = new Map<number, AbortController>();
let counting = false;
let ending = false;

port?.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "ask":
      void take(message);
      break;
    case "stop":
      underWay.get(message.id)?.abort();
      break;
    case "end":
      ending = true;
      for (const controller of underWay.values()) controller.abort();
      endWhenDone();
  }
});

async function take({ id, question, now }: Extract<ToWorker, { kind: "ask" }>): Promise<void> {
  const controller = new AbortController();
  underWay.set(id, controller);
  const onProgress = (share: number) => say({ kind: "progress", id, share });
  try {
    const answer = await runQuestion(file.database, question, { now, onProgress }, controller.signal);
    say({ kind: "answer", id, answer });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === "damaged") file.close(); // where a file that is open cannot be moved aside, it can now
    say({ kind: "trouble", id, trouble, message: `The ledger's file cannot be read: ${describeTrouble(error)}.` });
  } finally {
    underWay.delete(id);
  }
  if (ending) endWhenDone();
  else await countAhead();
}

function countMore(): boolean {
  if (ending) return false;
  const { database } = file;
  return atOneMoment(database, () => countKinds(database, callMarks(database)));
}

function endWhenDone(): void {
  if (underWay.size > 0) return;
  file.close();
  port?.close(); // nothing else keeps the thread
}

/** Counts what filters that find much will ask for, in stretches between questions. */
async function countAhead(): Promise<void> {
  if (counting) return;
  counting = true;
  try {
    while (countMore()) await turn();
  } catch {
    // the next question will say
  }
  counting = false;
}

function say(message: FromWorker): void {
  port?.postMessage(message);
}
