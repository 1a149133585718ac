import { useRef } from "preact/hooks";
import { stepTo } from "./roving.ts";

interface SegmentedProps<T extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  /** Undefined when none of them is. */
  readonly chosen: T | undefined;
  readonly choose: (option: T) => void;
}

/** A choice of a few, all of them in view. Tab reaches the chosen one, the arrow keys the others. */
export function Segmented<T extends string>({ label, options, names, chosen, choose }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const reached = chosen ?? options[0];
  return (
    <div
      class="dash-segments"
      role="group"
      aria-label={label}
      ref={group}
      onKeyDown={(event) => stepTo(event, group.current)}
    >
      {options.map((option) => (
        <button
          type="button"
          key={option}
          class="dash-segment"
          aria-pressed={option === chosen}
          tabIndex={option === reached ? 0 : -1}
          onClick={() => choose(option)}
        >
          {names[option]}
        </button>
      ))}
    </div>
  );
}
