import { useEffect, useRef, useState } from "preact/hooks";
import type { SessionHeader } from "../../src/protocol/chat.ts";
import { ago } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import type { PartProps } from "./view.tsx";

interface HistoryProps extends PartProps {
  readonly close: () => void;
}

/**
 * The list of earlier conversations, searched by their titles. The arrow keys go from one to the next; Escape, or a click
 * outside the header, closes it.
 */
export function History({ store, actions, close }: HistoryProps) {
  const [wanted, setWanted] = useState("");
  const panel = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    search.current?.focus();
    const closeFromOutside = ({ target }: PointerEvent) => {
      const header = panel.current?.parentElement;
      if (target instanceof Node && !header?.contains(target)) store.historyOpen.value = false;
    };
    document.addEventListener("pointerdown", closeFromOutside);
    return () => document.removeEventListener("pointerdown", closeFromOutside);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") moveFocus(panel.current, 1);
    else if (event.key === "ArrowUp") moveFocus(panel.current, -1);
    else return;
    event.preventDefault();
  };
  const words = wanted.toLowerCase();
  const found = store.sessions.value.filter(({ title }) => title.toLowerCase().includes(words));
  return (
    <div class="history" role="dialog" aria-label="Earlier conversations" ref={panel} onKeyDown={onKeyDown}>
      <input
        ref={search}
        class="search"
        type="search"
        placeholder="Search by title"
        aria-label="Search conversations by title"
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      <ul class="sessions">
        {found.map((session) => (
          <Entry
            key={session.id}
            session={session}
            open={session.id === store.sessionId.value}
            choose={() => actions.openSession(session.id)}
            remove={() => actions.deleteSession(session.id)}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <p class="quiet nothing">{wanted === "" ? "No earlier conversations." : "No title has these words."}</p>
      )}
    </div>
  );
}

interface EntryProps {
  readonly session: SessionHeader;
  readonly open: boolean;
  readonly choose: () => void;
  readonly remove: () => void;
}

function Entry({ session, open, choose, remove }: EntryProps) {
  // Deleting cannot be undone, so it takes a second click on the same button.
  const [asked, setAsked] = useState(false);
  return (
    <li class={open ? "session open" : "session"}>
      <button type="button" class="session-title ellipsis" aria-current={open} title={session.title} onClick={choose}>
        {session.title}
      </button>
      <span class="quiet when">{ago(session.updatedAt, Date.now())}</span>
      <button
        type="button"
        class={asked ? "button delete" : "icon-button"}
        title={asked ? "Click again to delete it for good" : "Delete"}
        aria-label={asked ? `Delete "${session.title}" for good` : `Delete "${session.title}"`}
        onClick={() => (asked ? remove() : setAsked(true))}
        onBlur={() => setAsked(false)}
        onPointerLeave={() => setAsked(false)}
      >
        {asked ? "Delete?" : <Icon name="trash" />}
      </button>
    </li>
  );
}

/** To the next conversation, or back, from the search field on; it stops at both ends. */
function moveFocus(panel: HTMLElement | null, step: 1 | -1): void {
  const stops = [...(panel?.querySelectorAll<HTMLElement>(".search, .session-title") ?? [])];
  const at = stops.findIndex((stop) => stop.closest("li, input")?.contains(document.activeElement));
  stops[Math.max(0, at + step)]?.focus();
}
