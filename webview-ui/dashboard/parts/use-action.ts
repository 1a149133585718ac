import { useEffect, useRef, useState } from "preact/hooks";

/** How something that was asked for stands. */
export type ActionState =
  | { readonly kind: "idle" }
  | { readonly kind: "busy" }
  /** What came of it, where the host says so. */
  | { readonly kind: "done"; readonly words?: string }
  /** One sentence for a person. */
  | { readonly kind: "failed"; readonly message: string };

export interface Action {
  readonly state: ActionState;
  readonly busy: boolean;
  /** Does it, unless it is under way already. Answers whether it was done. */
  readonly run: (work: () => Promise<string | null | undefined>) => Promise<boolean>;
  /** Forgets what came of it. */
  readonly clear: () => void;
}

/** Something that a button asks the host for, so that the button can wait and its end be told. */
export function useAction(): Action {
  const [state, setState] = useState<ActionState>({ kind: "idle" });
  const busy = useRef(false);
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  const settle = (next: ActionState) => {
    busy.current = next.kind === "busy";
    if (!gone.current) setState(next);
  };
  return {
    state,
    busy: state.kind === "busy",
    async run(work) {
      if (busy.current) return false;
      settle({ kind: "busy" });
      try {
        const words = await work();
        settle({ kind: "done", ...(typeof words === "string" && words !== "" && { words }) });
        return true;
      } catch (error) {
        settle({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
        return false;
      }
    },
    clear: () => settle({ kind: "idle" }),
  };
}
