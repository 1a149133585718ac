import type { FillRequest } from "../../spec/request.ts";
import { createHeadCleaner } from "./clean-head.ts";
import { createTailCleaner } from "./clean-tail.ts";

/** A text transform that may hold back what it cannot judge yet. */
export interface TextCleaner {
  push(text: string): string;
  /** What was held back, when the text is complete. */
  end(): string;
}

/**
 * Makes a chat model's answer what a fill-in-the-middle model would have said: a fence around it is taken off, with
 * what is said before and after; what repeats the line before the caret is dropped; it ends at the first stop
 * sequence. However the answer is cut into pieces, the result is the same.
 */
export function createFillCleaner(request: Pick<FillRequest, "prefix" | "stop">): TextCleaner {
  const head = createHeadCleaner(request.prefix);
  const tail = createTailCleaner(request.stop ?? []);
  return {
    push: (text) => {
      const begun = head.push(text);
      return tail.push(begun.text, begun.fenced);
    },
    end: () => {
      const begun = head.end();
      return tail.push(begun.text, begun.fenced) + tail.end();
    },
  };
}
