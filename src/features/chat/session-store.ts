import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session } from "./session.ts";

/** Conversations on disk, one file each, so that one damaged file costs one conversation and windows do not collide. */
export interface SessionStore {
  /** Newest first. A file that cannot be read is left alone and reported. */
  load(): Promise<readonly Session[]>;
  save(session: Session): Promise<void>;
  remove(id: string): Promise<void>;
}

/** `report` is told of files and writes that failed; the conversation then goes on in memory. */
export function createSessionStore(directory: string, report: (message: string) => void): SessionStore {
  const fileOf = (id: string) => join(directory, `${id}.json`);
  // Saves of one session follow each other, so that an older state never lands on a newer one.
  const writing = new Map<string, Promise<void>>();

  const write = async (session: Session) => {
    try {
      await mkdir(directory, { recursive: true });
      const draft = `${fileOf(session.id)}.${process.pid}.tmp`;
      await writeFile(draft, JSON.stringify(session), { mode: 0o600 });
      await rename(draft, fileOf(session.id));
    } catch (error) {
      report(`The conversation "${session.title}" could not be saved: ${String(error)}`);
    }
  };

  return {
    async load() {
      const names = await readdir(directory).catch(() => []);
      const sessions = await Promise.all(
        names
          .filter((name) => name.endsWith(".json"))
          .map(async (name) => {
            const session = parse(await readFile(join(directory, name), "utf8").catch(() => ""));
            if (!session) report(`A saved conversation could not be read and was left as it is: ${name}`);
            return session;
          }),
      );
      return sessions.filter((session) => session !== undefined).toSorted((a, b) => b.updatedAt - a.updatedAt);
    },
    save(session) {
      const next = (writing.get(session.id) ?? Promise.resolve()).then(() => write(session));
      writing.set(session.id, next);
      return next;
    },
    async remove(id) {
      await writing.get(id);
      await rm(fileOf(id), { force: true });
    },
  };
}

function parse(text: string): Session | undefined {
  try {
    const value = JSON.parse(text) as Partial<Session> | null;
    const whole =
      typeof value?.id === "string" &&
      typeof value.title === "string" &&
      typeof value.updatedAt === "number" &&
      Array.isArray(value.messages) &&
      value.messages.every((message) => message.role === "user" || message.role === "assistant");
    return whole ? settled(value as Session) : undefined;
  } catch {
    return undefined;
  }
}

/** An answer that was under way when its window closed will not go on. */
function settled(session: Session): Session {
  return {
    ...session,
    messages: session.messages.map((message) =>
      message.role === "assistant" && message.state === "running"
        ? {
            ...message,
            state: "interrupted",
            problem: { message: "The window closed before the answer was whole.", action: "retry" },
          }
        : message,
    ),
  };
}
