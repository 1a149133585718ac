import type { Answering } from "./answer-writer.ts";
import { StreamedAnswer } from "./streamed-answer.ts";
import { AnswerInOnePiece } from "./whole-answer.ts";

/**
 * Makes a call and writes its answer, as events or in one piece. Nothing is written before the answer's first meaningful
 * event, so until then the call fails over unseen, and an error keeps its own status.
 */
export async function answerCall(answering: Answering): Promise<void> {
  const writer = answering.ask.streamed ? new StreamedAnswer(answering) : new AnswerInOnePiece(answering);
  for await (const event of answering.ports.router.call(answering.query, answering.exchange.signal)) {
    const full = writer.take(event);
    if (full) await full;
  }
}
