import type { ChatSurface, ContextChip, ProblemAction } from "../../src/protocol/chat.ts";
import { RefusedError } from "../../src/protocol/client.ts";
import type { Argument, CallName } from "../../src/protocol/rpc.ts";
import type { Task } from "../../src/spec/task.ts";
import type { Host } from "../shared/host.ts";
import { showState } from "./store.ts";
import type { ChatStore } from "./store.ts";

/** What the user can do in the chat view. */
export interface ChatActions {
  /** Asks for the first state. */
  start(): Promise<void>;
  /** Changes the question that is being written; it outlives the view being hidden. */
  write(draft: string): void;
  /** Sends what is written. Does nothing while there is nothing to send or an answer is still coming. */
  send(): Promise<void>;
  stop(): void;
  retry(): void;
  newSession(): void;
  openSession(id: string): void;
  deleteSession(id: string): void;
  copy(text: string): void;
  insert(text: string): void;
  openLink(href: string): void;
  reveal(chip: ContextChip): void;
  pickRoute(): void;
  explainRoute(task: Task): void;
  endDrill(routeId: string): void;
  act(action: ProblemAction): void;
}

export function createChatActions(store: ChatStore, host: Host<ChatSurface>): ChatActions {
  /** Makes a call whose answer is in the events that follow; a refusal is shown. Resolves to whether it was taken. */
  const ask = async <C extends CallName<ChatSurface>>(
    name: C,
    argument: Argument<ChatSurface, C>,
  ): Promise<boolean> => {
    try {
      await host.call(name, argument);
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      store.problem.value = error.message;
      return false;
    }
  };
  const write = (draft: string): void => {
    store.draft.value = draft;
    host.memory.set({ draft });
  };

  return {
    async start() {
      showState(store, await host.call("ready", null));
    },
    write,
    async send() {
      const text = store.draft.value.trim();
      if (text === "" || store.running.value) return;
      const withSelection = store.withSelection.value && store.selection.value !== undefined;
      write("");
      store.withSelection.value = true;
      store.problem.value = undefined;
      const sent = await ask("send", { text, withSelection });
      if (!sent && store.draft.value === "") write(text);
    },
    stop: () => void ask("stop", null),
    retry: () => void ask("retry", null),
    newSession() {
      store.historyOpen.value = false;
      void ask("newSession", null);
    },
    openSession(id) {
      store.historyOpen.value = false;
      void ask("openSession", { id });
    },
    deleteSession: (id) => void ask("deleteSession", { id }),
    copy: (text) => void ask("copy", { text }),
    insert: (text) => void ask("insert", { text }),
    openLink: (href) => void ask("openLink", { href }),
    reveal: (chip) => void ask("reveal", chip),
    pickRoute: () => void ask("pickRoute", null),
    explainRoute: (task) => void ask("explainRoute", { task }),
    endDrill: (routeId) => void ask("endDrill", { routeId }),
    act: (action) => void (action === "retry" ? ask("retry", null) : ask("act", { action })),
  };
}

/** The draft that was being written when the view was hidden. */
export function rememberedDraft(memory: unknown): string {
  return typeof memory === "object" && memory !== null && "draft" in memory && typeof memory.draft === "string"
    ? memory.draft
    : "";
}
