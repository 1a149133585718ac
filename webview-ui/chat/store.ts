import { batch, signal } from "@preact/signals";
import type { Signal } from "@preact/signals";
import type {
  ChatMessage,
  ChatState,
  ChatSurface,
  ContextChip,
  RouteChoice,
  SessionHeader,
} from "../../src/protocol/chat.ts";
import type { Listeners } from "../../src/protocol/client.ts";
import type { DrillNotice } from "../../src/protocol/drill.ts";

export type Answer = Extract<ChatMessage, { role: "assistant" }>;

/** A message in a cell of its own, so that a piece of an answer redraws that answer and nothing else. */
export interface MessageCell {
  readonly id: string;
  readonly message: Signal<ChatMessage>;
}

/** Everything the chat view shows. Changed by what the host tells and by the user's own input, read by the parts. */
export interface ChatStore {
  /** False until the host sent the first state. */
  readonly ready: Signal<boolean>;
  readonly sessionId: Signal<string>;
  readonly title: Signal<string>;
  readonly cells: Signal<readonly MessageCell[]>;
  readonly sessions: Signal<readonly SessionHeader[]>;
  readonly running: Signal<boolean>;
  readonly selection: Signal<ContextChip | undefined>;
  readonly route: Signal<RouteChoice>;
  readonly unconfigured: Signal<boolean>;
  readonly drills: Signal<readonly DrillNotice[]>;
  readonly draft: Signal<string>;
  /** Whether the selection goes with the next question. */
  readonly withSelection: Signal<boolean>;
  readonly historyOpen: Signal<boolean>;
  /** A call that the host refused, in one sentence. */
  readonly problem: Signal<string | undefined>;
  /** Counts the host's wishes to have the caret in the input. */
  readonly focusWish: Signal<number>;
}

export function createChatStore(draft: string): ChatStore {
  return {
    ready: signal(false),
    sessionId: signal(""),
    title: signal(""),
    cells: signal<readonly MessageCell[]>([]),
    sessions: signal<readonly SessionHeader[]>([]),
    running: signal(false),
    selection: signal<ContextChip | undefined>(undefined),
    route: signal<RouteChoice>({ pinned: false, degraded: false, simulated: false, reason: "" }),
    unconfigured: signal(false),
    drills: signal<readonly DrillNotice[]>([]),
    draft: signal(draft),
    withSelection: signal(true),
    historyOpen: signal(false),
    problem: signal<string | undefined>(undefined),
    focusWish: signal(0),
  };
}

/** Takes over a whole state. Messages that are known keep their cells. */
export function showState(store: ChatStore, state: ChatState): void {
  batch(() => {
    const sameSession = store.sessionId.value === state.sessionId;
    const known = new Map(sameSession ? store.cells.value.map((cell) => [cell.id, cell]) : []);
    store.sessionId.value = state.sessionId;
    store.title.value = state.title;
    store.cells.value = state.messages.map((message) => known.get(message.id) ?? newCell(message));
    for (const [at, message] of state.messages.entries()) {
      const cell = store.cells.value[at];
      if (cell !== undefined) cell.message.value = message;
    }
    store.sessions.value = state.sessions;
    store.running.value = state.running;
    store.selection.value = state.selection;
    store.route.value = state.route;
    store.unconfigured.value = state.unconfigured;
    store.drills.value = state.drills;
    store.ready.value = true;
  });
}

/** What each of the host's events does to the store. */
export function chatListeners(store: ChatStore): Listeners<ChatSurface> {
  return {
    state: (state) => showState(store, state),
    delta: ({ messageId, text = "", reasoning = "" }) =>
      changeAnswer(store, messageId, (answer) => ({
        ...answer,
        text: answer.text + text,
        reasoning: answer.reasoning + reasoning,
      })),
    message: (message) => putMessage(store, message),
    details: ({ messageId, details }) => changeAnswer(store, messageId, (answer) => ({ ...answer, details })),
    running: (running) => void (store.running.value = running),
    selection: (selection) => void (store.selection.value = selection ?? undefined),
    route: (route) => void (store.route.value = route),
    sessions: (sessions) => void (store.sessions.value = sessions),
    drills: (drills) => void (store.drills.value = drills),
    focusInput: () => void store.focusWish.value++,
  };
}

/** The user's last question, for asking it again in other words. */
export function lastQuestion(store: ChatStore): string | undefined {
  return store.cells.value.findLast((cell) => cell.message.value.role === "user")?.message.value.text;
}

function putMessage(store: ChatStore, message: ChatMessage): void {
  const cell = findCell(store, message.id);
  if (cell === undefined) store.cells.value = [...store.cells.value, newCell(message)];
  else cell.message.value = message;
}

function changeAnswer(store: ChatStore, id: string, change: (answer: Answer) => Answer): void {
  const cell = findCell(store, id);
  if (cell?.message.value.role === "assistant") cell.message.value = change(cell.message.value);
}

/** From the end: what changes is nearly always the last message. */
function findCell(store: ChatStore, id: string): MessageCell | undefined {
  return store.cells.value.findLast((cell) => cell.id === id);
}

function newCell(message: ChatMessage): MessageCell {
  return { id: message.id, message: signal(message) };
}
