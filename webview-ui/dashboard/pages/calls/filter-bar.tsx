import type { ReadonlySignal } from "@preact/signals";
import { useId, useRef, useState } from "preact/hooks";
import type { Suggestion } from "../../../../src/filter/complete.ts";
import type { FilterNames } from "../../../../src/filter/field-table.ts";
import { Icon } from "../../../shared/icon.tsx";
import { IconButton } from "../../../shared/icon-button.tsx";
import "./filter-bar.css";
import { FilterHelp } from "./filter-help.tsx";
import type { Suggesting } from "./suggesting.ts";
import { useFilterDraft, type Misread } from "./use-filter-draft.ts";

interface FilterBarProps {
  /** What is asked now. */
  readonly filter: string;
  readonly apply: (filter: string) => void;
  readonly names: FilterNames;
  readonly now: ReadonlySignal<number>;
  /** What the host could not read, although it could be read here. */
  readonly refused: Misread | undefined;
}

/** Where calls are asked for, with help for what may stand there. */
export function FilterBar({ filter, apply, names, now, refused }: FilterBarProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [shift, setShift] = useState(0);
  const { draft, misread, list, type, take, clear, hush, press } = useFilterDraft({ filter, apply, names, now, input });
  const wrong = misread ?? (draft === filter ? refused : undefined);
  const listId = `${id}-list`;
  return (
    <div class="calls-filter">
      <div class={wrong ? "calls-filter-box wrong" : "calls-filter-box"}>
        <Icon name="filter" />
        <div class="calls-filter-text">
          {wrong && <Mark draft={draft} wrong={wrong} shift={shift} />}
          <input
            ref={input}
            type="text"
            role="combobox"
            class="calls-filter-input"
            aria-label="Filter calls"
            aria-expanded={list.suggestions.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={list.active >= 0 ? `${listId}-${list.active}` : undefined}
            aria-invalid={wrong !== undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            placeholder="Filter, such as task:chat cost>0.01 failed since:7d"
            spellcheck={false}
            autocomplete="off"
            value={draft}
            onInput={({ currentTarget: { value, selectionStart } }) => type(value, selectionStart ?? value.length)}
            onKeyDown={press}
            onBlur={hush}
            onScroll={({ currentTarget: { scrollLeft } }) => setShift(scrollLeft)}
          />
        </div>
        {draft !== "" && <IconButton icon="clear-all" label="Clear the filter" onClick={clear} />}
        <FilterHelp />
      </div>
      <SuggestionList id={listId} list={list} take={take} />
      {wrong && (
        <p class="calls-filter-wrong" id={`${id}-wrong`} role="alert">
          <Icon name="error" /> {wrong.message}
        </p>
      )}
    </div>
  );
}

interface MarkProps {
  readonly draft: string;
  readonly wrong: Misread;
  /** How far the input's text is scrolled, in pixels. */
  readonly shift: number;
}

/** A wave under what cannot be read, laid under the input's own text. */
function Mark({ draft, wrong, shift }: MarkProps) {
  const end = wrong.at + Math.max(1, wrong.length ?? 1);
  return (
    <div class="calls-filter-mark" aria-hidden="true" style={{ transform: `translateX(${-shift}px)` }}>
      {draft.slice(0, wrong.at)}
      <span>{draft.slice(wrong.at, end) || "\u00A0\u00A0"}</span>
    </div>
  );
}

interface SuggestionListProps {
  readonly id: string;
  readonly list: Suggesting;
  readonly take: (suggestion: Suggestion) => void;
}

function SuggestionList({ id, list, take }: SuggestionListProps) {
  return (
    <ul
      class="calls-suggestions"
      id={id}
      role="listbox"
      aria-label="Suggestions"
      hidden={list.suggestions.length === 0}
    >
      {list.suggestions.map((suggestion, index) => (
        <li
          key={`${suggestion.label} ${suggestion.detail}`}
          id={`${id}-${index}`}
          role="option"
          class={index === list.active ? "active" : undefined}
          aria-selected={index === list.active}
          // Before the input loses the focus, which closes the list.
          onMouseDown={(event) => {
            event.preventDefault();
            take(suggestion);
          }}
        >
          <span class="ellipsis">{suggestion.label}</span>
          <span class="quiet ellipsis">{suggestion.detail}</span>
        </li>
      ))}
    </ul>
  );
}
