import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../../shared/icon.tsx";
import "./field.css";

interface FieldProps {
  readonly label: string;
  /** What is wrong with it, one sentence. */
  readonly error?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly type?: "text" | "date" | "search";
  readonly inputMode?: "decimal" | "numeric" | undefined;
  readonly placeholder?: string | undefined;
  /** Values to choose from; others may be written. */
  readonly offers?: readonly string[] | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A line of text with its label, and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { value, change, type = "text", inputMode, placeholder, offers, inputRef = null } = props;
  const list = useId();
  return (
    <Field {...props}>
      {(control) => (
        <>
          <input
            {...control}
            class="field-control"
            ref={inputRef}
            type={type}
            value={value}
            placeholder={placeholder}
            inputMode={inputMode}
            list={offers ? list : undefined}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => change(event.currentTarget.value)}
          />
          {offers && (
            <datalist id={list}>
              {offers.map((offer) => (
                <option key={offer} value={offer} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

interface SelectFieldProps<V extends string> extends FieldProps {
  readonly value: V;
  readonly change: (value: V) => void;
  readonly options: readonly { readonly value: V; readonly label: string }[];
}

/** A choice with its label, and what is wrong with it. */
export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const { value, change, options } = props;
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          class="field-control"
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = options.find((option) => option.value === currentTarget.value);
            if (chosen) change(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ControlAttributes {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

function Field({
  label,
  error,
  children,
}: FieldProps & { readonly children: (control: ControlAttributes) => ComponentChildren }) {
  const id = useId();
  const wrong = error !== undefined;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {children({ id, "aria-invalid": wrong, "aria-describedby": wrong ? `${id}-error` : undefined })}
      {wrong && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
