/** What the host said, so far. While it is asked again, the last answer stays, so that nothing flickers. */
export type Asked<T> =
  | { readonly kind: "waiting" }
  | { readonly kind: "here"; readonly value: T }
  | {
      readonly kind: "failed";
      /** One sentence for a person. */
      readonly message: string;
      /** The user wants it tried again, and it is under way. */
      readonly again: boolean;
    };

/** Asks again what failed, one entry a question that has no answer. */
const failures = new Set<() => void>();

/** Asks again everything that failed, wherever it stands: what kept one card from its answer kept others too. */
export function tryAgain(): void {
  for (const again of failures) again();
}

/** Asks a question, and again when the user wants what failed tried again. Returns what puts an end to it. */
export function asking<T>(question: () => Promise<T>, tell: (asked: Asked<T>) => void): () => void {
  let over = false;
  let message = "";
  const ask = () => {
    question().then(
      (value) => {
        if (!over) tell({ kind: "here", value });
      },
      (error: unknown) => {
        if (over) return;
        message = error instanceof Error ? error.message : String(error);
        failures.add(again);
        tell({ kind: "failed", message, again: false });
      },
    );
  };
  const again = () => {
    failures.delete(again);
    tell({ kind: "failed", message, again: true });
    ask();
  };
  ask();
  return () => {
    over = true;
    failures.delete(again);
  };
}
