import type { ChatState, RouteChoice } from "../../protocol/chat.ts";
import type { DrillNotice } from "../../protocol/drill.ts";
import { answer, type AnsweringDeps } from "./answering.ts";
import type { ChatPost } from "./post.ts";
import { headerOf, pathsIn, rewound, shown, withQuestion, withReply } from "./session.ts";
import type { Attachment, Question, Reply, Session } from "./session.ts";
import type { SessionStore } from "./session-store.ts";
import { createShelf, type Shelf } from "./shelf.ts";

export interface ChatDeps extends AnsweringDeps {
  readonly store: SessionStore;
  /** Where the next message of a conversation would go; `paths` are the files whose text is part of it. */
  readonly routeChoice: (conversation: string, paths: readonly string[]) => RouteChoice;
  readonly drills: () => readonly DrillNotice[];
  /** The selection in the editor, to be sent along. */
  readonly selection: () => Attachment | undefined;
  /** Told when another conversation is open. */
  readonly opened: () => void;
}

/** The chat: its sessions, the calls under way in them, and what the view is told. Knows nothing of VS Code. */
export interface ChatController {
  /** Reads the saved sessions; call once before anything else. */
  load(): Promise<void>;
  /** The view that is told of changes from now on; undefined when it is gone. */
  attach(post: ChatPost | undefined): void;
  state(): ChatState;
  /** The conversation that is open, and the files whose text is part of it. */
  conversation(): { readonly id: string; readonly paths: readonly string[] };
  ask(task: Question["task"], text: string, attachments: readonly Attachment[]): Promise<void>;
  retry(): Promise<void>;
  stop(): void;
  openNew(): void;
  open(id: string): void;
  remove(id: string): Promise<void>;
  /** The selection changed outside. */
  refreshSelection(): void;
  /** What is connected, or where the next message would go, changed outside. */
  refreshRoute(): void;
  /** Fire drills began or ended. */
  refreshDrills(): void;
  /** Stops every call, keeps what came. */
  dispose(): void;
}

/** A window that is killed in mid-answer loses at most this much of it. */
const saveEveryMs = 2_000;

export function createChatController(deps: ChatDeps): ChatController {
  const shelf = createShelf(deps.store, deps.clock, deps.newId);
  const running = new Map<string, AbortController>();
  let post: ChatPost | undefined;

  const tell: ChatPost = (name, payload) => post?.(name, payload);
  const routeChoice = () => deps.routeChoice(shelf.current.id, pathsIn(shelf.current));
  const state = () => chatState(deps, shelf, running.has(shelf.current.id));
  const turned = () => {
    deps.opened();
    tell("state", state());
  };
  const start = async (session: Session, question: Question) => {
    const abort = new AbortController();
    running.set(session.id, abort);
    shelf.put(session);
    shelf.save(session.id);
    tell("state", state());
    // The user may look at another conversation meanwhile.
    const tellHere: ChatPost = (name, payload) => shelf.current.id === session.id && tell(name, payload);
    try {
      await answer(deps, session, question, keeper(deps, shelf, session.id), tellHere, abort.signal);
    } finally {
      running.delete(session.id);
      shelf.save(session.id);
      tellHere("running", false);
      tell("sessions", shelf.sessions.map(headerOf));
      tell("route", routeChoice());
    }
  };

  return {
    load: () => shelf.load(),
    attach: (next) => void (post = next),
    state,
    conversation: () => ({ id: shelf.current.id, paths: pathsIn(shelf.current) }),
    async ask(task, text, attachments) {
      if (running.has(shelf.current.id) || text.trim() === "") return;
      const question: Question = { role: "user", id: deps.newId(), text: text.trim(), attachments, task };
      await start(withQuestion(shelf.current, question, deps.clock.now()), question);
    },
    async retry() {
      const back = running.has(shelf.current.id) ? undefined : rewound(shelf.current);
      if (back) await start(back.session, back.question);
    },
    stop: () => running.get(shelf.current.id)?.abort(),
    openNew() {
      shelf.openNew();
      turned();
      tell("focusInput", null);
    },
    open(id) {
      shelf.open(id);
      turned();
    },
    async remove(id) {
      running.get(id)?.abort();
      const removed = shelf.remove(id);
      turned();
      await removed;
    },
    refreshSelection: () => tell("selection", deps.selection()?.chip ?? null),
    refreshRoute: () => {
      tell("route", routeChoice());
      if (shelf.current.messages.length === 0) tell("state", state());
    },
    refreshDrills: () => tell("drills", deps.drills()),
    dispose() {
      post = undefined;
      for (const abort of running.values()) abort.abort();
    },
  };
}

/** Keeps a reply in its session as it grows, and writes it from time to time. */
function keeper({ clock }: ChatDeps, shelf: Shelf, sessionId: string): (reply: Reply) => void {
  let savedAt = clock.now();
  return (reply) => {
    const session = shelf.find(sessionId);
    if (!session) return;
    shelf.put(withReply(session, reply, clock.now()));
    if (clock.now() - savedAt < saveEveryMs) return;
    savedAt = clock.now();
    shelf.save(sessionId);
  };
}

function chatState(deps: ChatDeps, shelf: Shelf, running: boolean): ChatState {
  const selection = deps.selection();
  return {
    sessionId: shelf.current.id,
    title: shelf.current.title,
    messages: shelf.current.messages.map(shown),
    sessions: shelf.sessions.map(headerOf),
    running,
    ...(selection && { selection: selection.chip }),
    route: deps.routeChoice(shelf.current.id, pathsIn(shelf.current)),
    unconfigured: !deps.connected(),
    drills: deps.drills(),
  };
}
