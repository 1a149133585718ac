/** What was left at a moment, in milliseconds since the Unix epoch. */
export interface Reading {
  readonly at: number;
  readonly remaining: number;
}

/** A line in a drawing of 100 by 100, from its upper left corner. It begins at 0 or below, so that a fall looks as deep as it is. */
export function historyPath(history: readonly Reading[]): string {
  const from = history[0]?.at ?? 0;
  const span = Math.max(1, (history.at(-1)?.at ?? 0) - from);
  const most = Math.max(...history.map(({ remaining }) => remaining), 0);
  const least = Math.min(...history.map(({ remaining }) => remaining), 0);
  const height = most - least || 1;
  return history
    .map(({ at, remaining }, index) => {
      const x = Math.round(((at - from) / span) * 1000) / 10;
      const y = Math.round(((most - remaining) / height) * 920 + 40) / 10;
      return index === 0 ? `M${x} ${y}` : `L${x} ${y}`;
    })
    .join("");
}
