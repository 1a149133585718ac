import type { AnswerDetails, ChatMessage, ContextChip, SessionHeader } from "../../protocol/chat.ts";
import type { Task } from "../../spec/task.ts";

/** A piece of a file as it was when the question was asked, so that the answer can be asked for again. */
export interface Attachment {
  readonly chip: ContextChip;
  readonly text: string;
}

export interface Question {
  readonly role: "user";
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly task: Extract<Task, "chat" | "explain">;
}

export type Reply = Extract<ChatMessage, { role: "assistant" }>;

/** A conversation as kept on disk. */
export interface Session {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: number;
  readonly messages: readonly (Question | Reply)[];
}

export const untitled = "New chat";

/** An empty conversation; it is kept from its first question on. */
export function newSession(id: string, now: number): Session {
  return { id, title: untitled, updatedAt: now, messages: [] };
}

/** Adds a question; the first one names the session. */
export function withQuestion(session: Session, question: Question, now: number): Session {
  const title = session.messages.length === 0 ? titleOf(question) : session.title;
  return { ...session, title, updatedAt: now, messages: [...session.messages, question] };
}

/** Adds the reply, or puts it in the place of the one with its id. */
export function withReply(session: Session, reply: Reply, now: number): Session {
  const known = session.messages.some((message) => message.id === reply.id);
  const messages = known
    ? session.messages.map((message) => (message.id === reply.id ? reply : message))
    : [...session.messages, reply];
  return { ...session, updatedAt: now, messages };
}

/** The last question and the session up to and with it, to ask it again. */
export function rewound(session: Session): { readonly session: Session; readonly question: Question } | undefined {
  const at = session.messages.findLastIndex((message) => message.role === "user");
  const question = session.messages[at];
  if (question?.role !== "user") return undefined;
  return { session: { ...session, messages: session.messages.slice(0, at + 1) }, question };
}

/** A reply before anything came. */
export function emptyReply(id: string, simulated: boolean): Reply {
  const details: AnswerDetails = { trace: [], leftOut: [], simulated };
  return { role: "assistant", id, text: "", reasoning: "", state: "running", details };
}

/** As the webview shows it: attachments as chips, without their text. */
export function shown(message: Question | Reply): ChatMessage {
  if (message.role === "assistant") return message;
  return { role: "user", id: message.id, text: message.text, chips: message.attachments.map(({ chip }) => chip) };
}

export function headerOf({ id, title, updatedAt }: Session): SessionHeader {
  return { id, title, updatedAt };
}

function titleOf(question: Question): string {
  const code = question.task === "explain" ? question.attachments[0]?.chip : undefined;
  // Every explanation asks the same, so what tells them apart is the code.
  const title = code ? `Explain ${placeOf(code)}` : (question.text.trim().split("\n", 1)[0] ?? "");
  return title.length > 60 ? `${title.slice(0, 59).trimEnd()}…` : title || untitled;
}

function placeOf({ path, lines }: ContextChip): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!lines) return name;
  const [from, to] = lines;
  return from === to ? `${name}, line ${from}` : `${name}, lines ${from} to ${to}`;
}

/** The files whose text is part of the conversation, each once: rules about where they may go hold for all that is sent. */
export function pathsIn({ messages }: Session): readonly string[] {
  const paths = messages.flatMap((message) =>
    message.role === "user" ? message.attachments.map(({ chip }) => chip.path.replaceAll("\\", "/")) : [],
  );
  return [...new Set(paths)];
}
