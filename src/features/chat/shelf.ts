import type { Clock } from "../../spec/clock.ts";
import { newSession, type Session } from "./session.ts";
import type { SessionStore } from "./session-store.ts";

/** The conversations: the open one and the kept ones, newest first. */
export interface Shelf {
  readonly current: Session;
  /** Those that have been kept; an empty new one is not among them. */
  readonly sessions: readonly Session[];
  load(): Promise<void>;
  find(id: string): Session | undefined;
  /** Puts a changed session in its place, first. Does not write it. */
  put(session: Session): void;
  /** Writes a session, unless it was removed meanwhile. */
  save(id: string): void;
  /** Opens an empty session, unless the open one is empty already. */
  openNew(): void;
  open(id: string): void;
  remove(id: string): Promise<void>;
}

export function createShelf(store: SessionStore, clock: Clock, newId: () => string): Shelf {
  let sessions: readonly Session[] = [];
  let current = newSession(newId(), clock.now());
  const find = (id: string) => (current.id === id ? current : sessions.find((session) => session.id === id));
  return {
    get current() {
      return current;
    },
    get sessions() {
      return sessions;
    },
    async load() {
      sessions = await store.load();
      current = sessions[0] ?? current;
    },
    find,
    put(session) {
      if (current.id === session.id) current = session;
      sessions = [session, ...sessions.filter((one) => one.id !== session.id)];
    },
    save(id) {
      const session = sessions.find((one) => one.id === id);
      if (session) void store.save(session);
    },
    openNew() {
      if (current.messages.length > 0) current = newSession(newId(), clock.now());
    },
    open(id) {
      current = find(id) ?? current;
    },
    async remove(id) {
      sessions = sessions.filter((session) => session.id !== id);
      if (current.id === id) current = newSession(newId(), clock.now());
      await store.remove(id);
    },
  };
}
