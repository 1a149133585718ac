import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../../shared/icon-button.tsx";
import "./confirm-button.css";

interface ConfirmButtonProps {
  /** What it takes away, such as `the order of 3 Nov`. */
  readonly what: string;
  readonly act: () => void;
}

/** Deletes something after asking in its own place. Escape and Keep leave everything as it was. */
export function DeleteButton({ what, act }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const [returning, setReturning] = useState(false);
  const trash = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
    else if (returning) trash.current?.focus();
  }, [asking, returning]);
  const ask = () => {
    setReturning(false);
    setAsking(true);
  };
  const leave = () => {
    setAsking(false);
    setReturning(true);
  };
  if (!asking) {
    return <IconButton icon="trash" label={`Delete ${what}`} buttonRef={trash} onClick={() => ask()} />;
  }
  return (
    <span
      class="confirm"
      role="group"
      aria-label={`Delete ${what}?`}
      onKeyDown={(event) => event.key === "Escape" && leave()}
    >
      <span>Delete?</span>
      <button
        type="button"
        class="button confirm-button"
        onClick={({ currentTarget }) => {
          // The row goes with what is deleted, its table stays.
          currentTarget.closest<HTMLElement>("[tabindex='0']")?.focus();
          setAsking(false);
          act();
        }}
      >
        Delete
      </button>
      <button type="button" class="button secondary confirm-button" ref={keep} onClick={leave}>
        Keep
      </button>
    </span>
  );
}
