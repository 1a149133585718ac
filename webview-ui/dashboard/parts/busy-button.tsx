import { Icon } from "../../shared/icon.tsx";
import "./busy-button.css";

interface BusyButtonProps {
  readonly icon: string;
  readonly words: string;
  readonly busy: boolean;
  /** What it does where it is one of several. */
  readonly label?: string;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  /** It sends the form that it stands in. */
  readonly submit?: boolean;
  readonly onClick?: () => void;
}

/** A button with a picture and words, which turns while what it asked for is under way. */
export function BusyButton({ icon, words, busy, label, secondary, disabled, submit, onClick }: BusyButtonProps) {
  return (
    <button
      type={submit === true ? "submit" : "button"}
      class={secondary === true ? "button secondary busy-button" : "button busy-button"}
      aria-label={label}
      aria-busy={busy}
      disabled={disabled}
      // One that is busy keeps the focus, so that a keyboard does not fall back to the page's beginning.
      aria-disabled={busy}
      onClick={() => !busy && onClick?.()}
    >
      <Icon name={busy ? "loading" : icon} spin={busy} />
      <span>{words}</span>
    </button>
  );
}
