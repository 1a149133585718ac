import type { QuestionName, Questions } from "../../ledger/reader/questions.ts";
import type { Reader } from "../../ledger/reader/reader.ts";
import { ReaderTrouble } from "../../ledger/reader/reader-trouble.ts";
import { Refusal } from "../../protocol/host.ts";

/** Asks the ledger's reader; what it refuses, it refuses in words for the user. */
export type AskLedger = <K extends QuestionName>(name: K, query: Questions[K][0]) => Promise<Questions[K][1]>;

/** Asks by a question's name. */
export function askWith(reader: Reader): AskLedger {
  return async <K extends QuestionName>(name: K, query: Questions[K][0]) => {
    try {
      return await reader.ask({ name, query });
    } catch (error) {
      if (error instanceof ReaderTrouble) throw new Refusal(error.message);
      throw error;
    }
  };
}
