import type { ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { callFields } from "../../../../src/filter/call-fields.ts";
import { complete, type Suggestion } from "../../../../src/filter/complete.ts";
import type { FilterNames } from "../../../../src/filter/field-table.ts";
import { parseFilter } from "../../../../src/filter/parse.ts";
import { insert, silent, step, suggesting, type Suggesting } from "./suggesting.ts";

/** What cannot be read, and where, in characters from the beginning. */
export interface Misread {
  readonly message: string;
  readonly at: number;
  readonly length?: number;
}

interface DraftOptions {
  /** What is asked now. */
  readonly filter: string;
  readonly apply: (filter: string) => void;
  readonly names: FilterNames;
  readonly now: ReadonlySignal<number>;
  readonly input: RefObject<HTMLInputElement | null>;
}

export interface FilterDraft {
  readonly draft: string;
  readonly misread: Misread | undefined;
  readonly list: Suggesting;
  readonly type: (text: string, caret: number) => void;
  readonly take: (suggestion: Suggestion) => void;
  readonly clear: () => void;
  readonly hush: () => void;
  readonly press: (event: KeyboardEvent) => void;
}

/** After so many milliseconds without a key, what was typed is asked, or what is wrong with it is said. */
const pauseMs = 350;

/** A filter that is being written: it is read before anything is asked. */
export function useFilterDraft({ filter, apply, names, now, input }: DraftOptions): FilterDraft {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const applied = useRef(filter);
  const [draft, setDraft] = useState(filter);
  const [misread, setMisread] = useState<Misread>();
  const [list, setList] = useState<Suggesting>(silent);
  // A filter that came from elsewhere, such as a chip; not the answer to what is being typed.
  useEffect(() => {
    if (filter === applied.current) return;
    clearTimeout(timer.current);
    applied.current = filter;
    setDraft(filter);
    setMisread(undefined);
  }, [filter]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const offers = (text: string, caret: number) => suggesting(complete(text, caret, callFields, names));
  const ask = (text: string) => {
    clearTimeout(timer.current);
    const parsed = parseFilter(text, callFields, now.peek());
    setMisread(parsed.ok ? undefined : parsed);
    if (!parsed.ok || text.trim() === applied.current) return;
    applied.current = text.trim();
    apply(text.trim());
  };
  const change = (text: string, shown: Suggesting) => {
    setDraft(text);
    setMisread(undefined);
    setList(shown);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(text), pauseMs);
  };
  const take = (suggestion: Suggestion) => {
    const { text, caret, more } = insert(draft, suggestion);
    change(text, more ? offers(text, caret) : silent);
    // The text is put in first, so that there is a place for the caret.
    if (input.current) input.current.value = text;
    input.current?.setSelectionRange(caret, caret);
    input.current?.focus();
  };
  return {
    draft,
    misread,
    list,
    take,
    type: (text, caret) => change(text, offers(text, caret)),
    clear() {
      setDraft("");
      setList(silent);
      ask("");
      input.current?.focus();
    },
    hush: () => setList(silent),
    press(event) {
      const chosen = list.suggestions[list.active];
      const open = list.suggestions.length > 0;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const shown = open ? list : offers(draft, input.current?.selectionStart ?? draft.length);
        setList(step(shown, event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && chosen) take(chosen);
      else if (event.key === "Enter") {
        setList(silent);
        ask(draft);
      } else if (event.key === "Escape" && open) setList(silent);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
