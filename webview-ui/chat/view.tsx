import type { ReadonlySignal } from "@preact/signals";
import type { ChatActions } from "./actions.ts";
import { Announcer } from "./announcer.tsx";
import "./chat.css";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { MessageList } from "./message-list.tsx";
import type { ChatStore } from "./store.ts";
import { Unconfigured, Welcome } from "./welcome.tsx";

/** What every part of the view gets. */
export interface PartProps {
  readonly store: ChatStore;
  readonly actions: ChatActions;
}

/** The chat view from top to bottom. Empty until the host sent its first state. */
export function ChatView({ store, actions, now }: PartProps & { readonly now: ReadonlySignal<number> }) {
  if (!store.ready.value) return null;
  const empty = store.cells.value.length === 0;
  const problem = store.problem.value;
  return (
    <div class="chat">
      <Header store={store} actions={actions} now={now} />
      {!empty && <MessageList store={store} actions={actions} />}
      {empty &&
        (store.unconfigured.value ? <Unconfigured actions={actions} /> : <Welcome store={store} actions={actions} />)}
      {problem !== undefined && (
        <p class="refusal" role="alert">
          {problem}
        </p>
      )}
      <Announcer store={store} />
      <Composer store={store} actions={actions} />
    </div>
  );
}
