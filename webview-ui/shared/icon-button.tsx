import type { ButtonHTMLAttributes, Ref } from "preact";
import { Icon } from "./icon.tsx";

interface IconButtonProps extends ButtonHTMLAttributes {
  readonly icon: string;
  /** Shown as the tooltip and read by screen readers. */
  readonly label: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that is only a picture, as in VS Code's toolbars. */
export function IconButton({ icon, label, buttonRef = null, ...attributes }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" title={label} aria-label={label} ref={buttonRef} {...attributes}>
      <Icon name={icon} />
    </button>
  );
}
