import type { DatabaseSync } from "node:sqlite";
import { answerAcceptance } from "./answer-acceptance.ts";
import { answerCall } from "./answer-call.ts";
import { answerCalls } from "./answer-calls.ts";
import { answerFailures } from "./answer-failures.ts";
import { answerHealthLog } from "./answer-health.ts";
import { answerLatency } from "./answer-latency.ts";
import { answerExperiments, answerNames, answerOldestAt } from "./answer-names.ts";
import { answerSeries } from "./answer-series.ts";
import type { AnswerTo, QuestionName, Questions } from "./questions.ts";

/** What is answered from the tables alone, at once. */
export type PlainQuestionName = Exclude<QuestionName, "exportCalls">;

type Answers = {
  readonly [K in PlainQuestionName]: (database: DatabaseSync, query: Questions[K][0], now: number) => AnswerTo<K>;
};

const answers: Answers = {
  series: answerSeries,
  latency: answerLatency,
  failures: answerFailures,
  acceptance: answerAcceptance,
  calls: answerCalls,
  call: (database, { id }) => answerCall(database, id),
  names: (database, _query, now) => answerNames(database, now),
  healthLog: answerHealthLog,
  experiments: (database) => answerExperiments(database),
  oldestAt: (database) => answerOldestAt(database),
};

/**
 * Answers a question from the tables. Throws what `troubleOf` classifies.
 *
 * @param now milliseconds since the Unix epoch
 */
export function answer<K extends PlainQuestionName>(
  database: DatabaseSync,
  name: K,
  query: Questions[K][0],
  now: number,
): AnswerTo<K> {
  return answers[name](database, query, now);
}
