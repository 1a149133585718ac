import { useEffect, useRef, useState } from "preact/hooks";
import type { SessionHeader } from "../../src/protocol/chat.ts";
import { ago } from "../shared/figures.ts";
import { IconButton } from "../shared/icon-button.tsx";
import type { PartProps } from "./view.tsx";

interface HistoryProps extends PartProps {
  readonly close: () => void;
}

/** The list of earlier conversations, searched by their titles. Escape closes it. */
export function History({ store, actions, close }: HistoryProps) {
  const [wanted, setWanted] = useState("");
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);
  const words = wanted.toLowerCase();
  const found = store.sessions.value.filter(({ title }) => title.toLowerCase().includes(words));
  return (
    <div
      class="history"
      role="dialog"
      aria-label="Earlier conversations"
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
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
      <IconButton
        icon={asked ? "check" : "trash"}
        label={asked ? `Delete "${session.title}" for good` : `Delete "${session.title}"`}
        onClick={() => (asked ? remove() : setAsked(true))}
        onBlur={() => setAsked(false)}
      />
    </li>
  );
}
