import type { ReadonlySignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { DrillNotes } from "../shared/drill-notes.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { History } from "./history.tsx";
import type { PartProps } from "./view.tsx";

interface HeaderProps extends PartProps {
  readonly now: ReadonlySignal<number>;
}

/** The open conversation's title, the earlier ones, a new one, and the fire drills under way. */
export function Header({ store, actions, now }: HeaderProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const open = store.historyOpen.value;
  const close = () => {
    store.historyOpen.value = false;
    opener.current?.focus();
  };
  return (
    <header class="header">
      <h2 class="title ellipsis" title={store.title.value}>
        {store.title.value}
      </h2>
      <IconButton
        icon="history"
        label="Earlier conversations"
        aria-expanded={open}
        aria-haspopup="true"
        buttonRef={opener}
        onClick={() => (store.historyOpen.value = !open)}
      />
      <IconButton icon="add" label="New conversation" onClick={actions.newSession} />
      {open && <History store={store} actions={actions} close={close} />}
      <DrillNotes drills={store.drills.value} now={now} end={actions.endDrill} />
    </header>
  );
}
