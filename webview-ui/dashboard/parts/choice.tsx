import { useId } from "preact/hooks";

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly name: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  /** The label is for screen readers only. */
  readonly bare?: boolean;
  readonly options: readonly ChoiceOption<T>[];
  readonly chosen: T;
  readonly choose: (value: T) => void;
}

/** A choice of many, in a list that opens. */
export function Choice<T extends string>({ label, bare = false, options, chosen, choose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <span class="dash-choice">
      <label class={bare ? "spoken" : "quiet"} for={id}>
        {label}
      </label>
      <select
        id={id}
        class="dash-select"
        value={chosen}
        onChange={({ currentTarget }) => {
          const option = options.find(({ value }) => value === currentTarget.value);
          if (option) choose(option.value);
        }}
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
