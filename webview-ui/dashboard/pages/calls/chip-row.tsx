import { chips, hasTerm, toggleTerm } from "./chips.ts";

interface ChipsProps {
  readonly filter: string;
  readonly apply: (filter: string) => void;
}

/** Ready filters, each put in and taken out by a click. */
export function Chips({ filter, apply }: ChipsProps) {
  return (
    <div class="calls-chips" role="group" aria-label="Ready filters">
      {chips.map(({ label, term, hint }) => {
        const on = hasTerm(filter, term);
        return (
          <button
            key={term}
            type="button"
            class={on ? "calls-chip on" : "calls-chip"}
            aria-pressed={on}
            title={hint}
            onClick={() => apply(toggleTerm(filter, term))}
          >
            {on && <span class="codicon codicon-check" aria-hidden="true" />}
            {label}
          </button>
        );
      })}
    </div>
  );
}
