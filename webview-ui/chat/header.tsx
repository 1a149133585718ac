import { useRef } from "preact/hooks";
import { IconButton } from "../shared/icon-button.tsx";
import { History } from "./history.tsx";
import type { PartProps } from "./view.tsx";

/** The open conversation's title, the earlier ones, and a new one. */
export function Header({ store, actions }: PartProps) {
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
    </header>
  );
}
