/** Where the arrow keys, Home and End lead from one of so many things; undefined for other keys. */
export function stepFrom(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowUp":
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** Moves the focus between the buttons of a group by its keys, so that Tab reaches one of them only. */
export function stepTo(event: KeyboardEvent, group: HTMLElement | null): void {
  const buttons = [...(group?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = event.ctrlKey || event.altKey || event.metaKey ? undefined : stepFrom(event.key, at, buttons.length);
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
