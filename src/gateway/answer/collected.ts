import type { FinishReason } from "../../spec/stream.ts";
import type { Usage } from "../../spec/usage.ts";
import type { AnswerContent, AnswerPart, WholeAnswer } from "../formats/format.ts";

/** Puts the parts of an answer together. */
export class Collected {
  readonly #content: AnswerContent[] = [];
  /** Where each tool call stands, by its index in the answer. */
  readonly #calls = new Map<number, number>();
  #finish: FinishReason = "stop";
  #usage: Usage | undefined;

  add(part: AnswerPart): void {
    switch (part.type) {
      case "text":
      case "reasoning":
        return this.#addText(part);
      case "tool-call":
        return this.#addCall(part);
      case "usage":
        this.#usage = part.usage;
        return;
      case "finish":
        this.#finish = part.reason;
    }
  }

  get answer(): WholeAnswer {
    return { content: this.#content, finish: this.#finish, ...(this.#usage && { usage: this.#usage }) };
  }

  /** A signature closes its block of reasoning. */
  #addText(part: Extract<AnswerPart, { readonly type: "text" | "reasoning" }>): void {
    const last = this.#content.at(-1);
    if (last?.type === part.type && !(last.type === "reasoning" && last.signature)) {
      const signature = part.type === "reasoning" ? part.signature : undefined;
      this.#content[this.#content.length - 1] = {
        ...last,
        text: last.text + part.text,
        ...(signature && { signature }),
      };
    } else this.#content.push(part);
  }

  #addCall({ index, ...piece }: Extract<AnswerPart, { readonly type: "tool-call" }>): void {
    const at = this.#calls.get(index);
    const known = at === undefined ? undefined : this.#content[at];
    if (at === undefined || known?.type !== "tool-call") {
      this.#calls.set(index, this.#content.length);
      this.#content.push(piece);
      return;
    }
    const signature = piece.signature ?? known.signature;
    this.#content[at] = { ...known, arguments: known.arguments + piece.arguments, ...(signature && { signature }) };
  }
}
