import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { PageProps } from "../../page-props.ts";
import { CallBook, type Question } from "./call-book.ts";

export interface Calls {
  readonly book: CallBook;
  /** There are newer calls than the ones shown, which were left in place because somebody reads them. */
  readonly behind: boolean;
  readonly refresh: () => void;
}

/**
 * The calls that answer a question. Undefined asks nothing, as a filter that cannot be read does not. New calls come in by
 * themselves as long as `atTop` says that nothing would move away under the reader's eyes.
 */
export function useCalls(
  { call, revisions }: Pick<PageProps, "call" | "revisions">,
  question: Question | undefined,
  atTop: () => boolean,
): Calls {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const [behind, setBehind] = useState(false);
  const book = useMemo(
    () =>
      new CallBook(
        (query) => call("calls", query),
        () => redraw(undefined),
      ),
    [call],
  );
  const asked = question && JSON.stringify(question);
  const open = () => {
    setBehind(false);
    if (question) book.open(question);
  };
  useEffect(open, [book, asked]);

  const revision = revisions.usage.value;
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    if (atTop()) open();
    else setBehind(true);
  }, [revision]);
  return { book, behind, refresh: open };
}
