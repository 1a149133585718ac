import type { ReadTrouble } from "./messages.ts";

/** Why a question was not answered; the message is a sentence for a person. */
export class ReaderTrouble extends Error {
  readonly trouble: ReadTrouble;

  constructor(trouble: ReadTrouble, message: string) {
    super(message);
    this.name = "ReaderTrouble";
    this.trouble = trouble;
  }
}
