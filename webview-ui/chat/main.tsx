import { render } from "preact";
import type { ChatSurface } from "../../src/protocol/chat.ts";
import "../shared/base.css";
import { attach, type Host } from "../shared/host.ts";
import { createNow } from "../shared/now.ts";
import { createChatActions, rememberedDraft } from "./actions.ts";
import { chatListeners, createChatStore } from "./store.ts";
import { ChatView } from "./view.tsx";

const store = createChatStore("");
const host: Host<ChatSurface> = attach<ChatSurface>(chatListeners(store));
store.draft.value = rememberedDraft(host.memory.get());
const actions = createChatActions(store, host);
const root = document.getElementById("root");
if (root) render(<ChatView store={store} actions={actions} now={createNow()} />, root);
await actions.start();
