import { Icon } from "../../shared/icon.tsx";
import { IconButton } from "../../shared/icon-button.tsx";
import type { Action } from "./use-action.ts";

/** What came of something that was asked for, until it is put away. Nothing is said of what shows by itself. */
export function ActionLine({ action: { state, clear } }: { readonly action: Action }) {
  const words = state.kind === "failed" ? state.message : state.kind === "done" ? state.words : undefined;
  if (words === undefined) return null;
  const failed = state.kind === "failed";
  return (
    <p class={failed ? "dash-line dash-failed" : "dash-line"} role={failed ? "alert" : "status"}>
      <Icon name={failed ? "error" : "pass"} />
      <span>{words}</span>
      <IconButton icon="close" label="Put this message away" onClick={clear} />
    </p>
  );
}
