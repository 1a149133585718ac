import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { RouteChoice } from "../../src/protocol/chat.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { ChipText } from "./question.tsx";
import { lastQuestion } from "./store.ts";
import type { PartProps } from "./view.tsx";

/** Where the question is written, with what goes along and which model it goes to. */
export function Composer({ store, actions }: PartProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const draft = store.draft.value;
  const running = store.running.value;
  const selection = store.selection.value;
  useEffect(() => {
    if (store.focusWish.value > 0) input.current?.focus();
  }, [store.focusWish.value]);
  useEffect(() => {
    // The view was given the focus as a whole. On its own the page takes none: that would pull it out of the editor.
    const take = () => document.activeElement === document.body && input.current?.focus();
    window.addEventListener("focus", take);
    return () => window.removeEventListener("focus", take);
  }, []);
  useLayoutEffect(() => fitHeight(input.current), [draft]);

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter belongs to it.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void actions.send();
    } else if (event.key === "Escape" && running) {
      actions.stop();
    } else if (event.key === "ArrowUp" && draft === "") {
      const question = lastQuestion(store);
      if (question !== undefined) actions.write(question);
    }
  };
  return (
    <div class="composer">
      {selection && (
        <div class="chips">
          <span class={store.withSelection.value ? "chip" : "chip off"}>
            <ChipText chip={selection} />
            <IconButton
              icon={store.withSelection.value ? "close" : "add"}
              label={store.withSelection.value ? "Do not send the selection" : "Send the selection along"}
              onClick={() => (store.withSelection.value = !store.withSelection.value)}
            />
          </span>
        </div>
      )}
      <textarea
        ref={input}
        rows={1}
        value={draft}
        placeholder="Ask about your code"
        aria-label="Your question"
        onInput={(event) => actions.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-bar">
        <RouteButton route={store.route.value} pick={actions.pickRoute} />
        {running ? (
          <IconButton icon="debug-stop" label="Stop (Escape)" onClick={actions.stop} />
        ) : (
          <IconButton
            icon="send"
            label="Send (Enter)"
            disabled={draft.trim() === ""}
            onClick={() => void actions.send()}
          />
        )}
      </div>
    </div>
  );
}

function RouteButton({ route, pick }: { readonly route: RouteChoice; readonly pick: () => void }) {
  const icon =
    route.label === undefined
      ? "circle-slash"
      : route.degraded
        ? "warning"
        : route.simulated
          ? "beaker"
          : route.pinned
            ? "pinned"
            : "git-compare";
  const state = [route.pinned && "pinned", route.degraded && "a route is unwell", route.simulated && "simulated"]
    .filter(Boolean)
    .join(", ");
  const why = `${route.routeId ?? "No route"}: ${route.reason}${state && ` (${state})`}`;
  return (
    <button
      type="button"
      class="route-button"
      title={`${why}\nClick to switch the model`}
      aria-label={`Model: ${why}. Switch`}
      onClick={pick}
    >
      <Icon name={icon} />
      <span class="ellipsis">{route.label ?? "No model"}</span>
      <Icon name="chevron-down" />
    </button>
  );
}

/** As high as its text, up to what the stylesheet allows. */
function fitHeight(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
