import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface CardProps {
  readonly title: string;
  /** One quiet line under the title, such as what is not counted. */
  readonly note?: string | undefined;
  /** Buttons at the end of the title's line. */
  readonly actions?: ComponentChildren;
  /** As wide as the page, where cards stand side by side. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a page with its title. */
export function Card({ title, note, actions, wide = false, children }: CardProps) {
  const id = useId();
  return (
    <section class={wide ? "dash-card wide" : "dash-card"} aria-labelledby={id}>
      <div class="dash-card-head">
        <h2 class="dash-card-title" id={id}>
          {title}
        </h2>
        {actions !== undefined && <div class="dash-card-actions">{actions}</div>}
      </div>
      {note !== undefined && note !== "" && <p class="quiet dash-card-note">{note}</p>}
      {children}
    </section>
  );
}
