import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import type { Action } from "../../parts/use-action.ts";

interface FormFrameProps {
  readonly title: string;
  readonly action: Action;
  readonly save: () => void;
  readonly close: () => void;
  /** Grows each time that saving was refused: the first field that is wrong then takes the focus. */
  readonly refusals: number;
  readonly children: ComponentChildren;
}

/** A form in its card. Enter saves, Escape leaves it. */
export function FormFrame({ title, action, save, close, refusals, children }: FormFrameProps) {
  const form = useRef<HTMLFormElement>(null);
  // Before the first field takes the focus: whoever had it gets it back.
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    const wrong = refusals > 0 ? "[aria-invalid='true']" : "input, select";
    form.current?.querySelector<HTMLElement>(wrong)?.focus();
  }, [refusals]);
  return (
    <form
      class="form"
      ref={form}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <h3 class="form-title">{title}</h3>
      <div class="form-fields">{children}</div>
      <ActionLine action={action} />
      <div class="form-buttons">
        <BusyButton icon="save" words="Save" busy={action.busy} submit />
        <button type="button" class="button secondary" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
