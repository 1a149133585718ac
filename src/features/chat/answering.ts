import type { EndEvent } from "../../router/events.ts";
import type { CallQuery, Router } from "../../router/types.ts";
import type { CallRecord } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import type { Route } from "../../spec/provider.ts";
import type { Task } from "../../spec/task.ts";
import type { Cost } from "../../spec/usage.ts";
import { advance, conclude } from "./answer.ts";
import { createDeltaBatch } from "./delta-batch.ts";
import type { ChatPost } from "./post.ts";
import { buildPrompt } from "./prompt.ts";
import { emptyReply, pathsIn, type Question, type Reply, type Session } from "./session.ts";

export interface AnsweringDeps {
  readonly router: Pick<Router, "call" | "plan">;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly pinned: (task: Task) => string | undefined;
  /** The context window of a route's model in tokens, where it is known. */
  readonly contextWindow: (route: Route) => number | undefined;
  readonly price: (record: CallRecord) => Promise<Cost>;
  /** Whether anything is connected. */
  readonly connected: () => boolean;
  readonly simulated: () => boolean;
}

/** When a model's window is unknown: what nearly every current chat model takes. */
const usualContextWindow = 32_000;
/** The rest of the window is for the answer, and for the error of the estimate. */
const promptShare = 0.7;

/**
 * Makes the call for a session whose last message is `question`. `keep` gets the reply after every event, `tell` what the
 * view needs to know: each piece of text soon, the whole message at the start and the end.
 */
export async function answer(
  deps: AnsweringDeps,
  session: Session,
  question: Question,
  keep: (reply: Reply) => void,
  tell: ChatPost,
  signal: AbortSignal,
): Promise<void> {
  let reply = emptyReply(deps.newId(), deps.simulated());
  const batch = createDeltaBatch(deps.clock, (delta) => tell("delta", { messageId: reply.id, ...delta }));
  const changed = (next: Reply) => {
    reply = next;
    keep(reply);
  };
  keep(reply);
  tell("message", reply);
  try {
    for await (const event of deps.router.call(callQuery(deps, session, question), signal)) {
      if (event.type === "end") {
        changed(await concluded(deps, reply, event));
        break;
      }
      changed(advance(reply, event));
      if (event.type === "text") batch.add({ text: event.text });
      else if (event.type === "reasoning") batch.add({ reasoning: event.text });
      else if (event.type !== "tool-call") tell("details", { messageId: reply.id, details: reply.details });
    }
  } finally {
    batch.flush();
    tell("message", reply);
  }
}

function callQuery(deps: AnsweringDeps, session: Session, question: Question): CallQuery {
  const pinned = deps.pinned(question.task);
  const query = {
    task: question.task,
    conversation: session.id,
    paths: pathsIn(session),
    ...(pinned !== undefined && { pinned }),
  };
  const first = deps.router.plan(query, { weigh: false }).routes[0];
  const window = (first && deps.contextWindow(first.route)) ?? usualContextWindow;
  const prompt = buildPrompt(session.messages, Math.floor(window * promptShare));
  return { ...query, promptTokens: prompt.tokens, request: prompt.request, client: "editor" };
}

async function concluded(deps: AnsweringDeps, reply: Reply, end: EndEvent): Promise<Reply> {
  const metered = end.record.attempts.some((attempt) => attempt.usage);
  const done = conclude(reply, end, metered ? await deps.price(end.record) : undefined);
  // With nothing connected, the way out is a key and not the settings.
  return done.problem && !deps.connected() ? { ...done, problem: { ...done.problem, action: "addKey" } } : done;
}
