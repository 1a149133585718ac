import * as v from "valibot";
import type { CallName, Decoders, EventName, Handlers, HostMessage, Surface } from "./rpc.ts";

/** Sends a message to the webview; what it returns is not looked at. */
export type Post = (message: HostMessage) => unknown;

/** Thrown by a handler for what may well happen, such as a file that cannot be written: the message is for the user. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

const callMessage = v.object({
  kind: v.literal("call"),
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  name: v.string(),
  argument: v.optional(v.unknown(), null),
});

/**
 * The host's end of a surface: decodes each message of the webview, calls the handler of that name and posts its answer.
 *
 * A message that is no call is left alone; an unknown call or a wrong argument is refused. A handler that throws is a bug:
 * the webview gets a refusal without details, `report` gets the error; a `Refusal` is no bug, and passed on. A handler that answers at once (no promise) has its
 * answer posted before anything else can be, so that a snapshot never arrives after an event that is newer than it.
 */
export function serve<S extends Surface>(
  decoders: Decoders<S>,
  handlers: Handlers<S>,
  post: Post,
  report: (call: string, error: unknown) => void = raise,
): (message: unknown) => void {
  const isCall = (name: string): name is CallName<S> => Object.hasOwn(handlers, name);

  return (message) => {
    const call = v.safeParse(callMessage, message);
    if (!call.success) return;
    const { id, name, argument } = call.output;
    const answer = (value: unknown): void => void post({ kind: "answer", id, value });
    const refuse = (reason: string): void => void post({ kind: "refusal", id, message: reason });
    const fail = (error: unknown): void => {
      if (error instanceof Refusal) return refuse(error.message);
      report(name, error);
      refuse("Something went wrong here. The Switchyard log has the details.");
    };

    const decode = isCall(name) ? decoders[name] : undefined;
    const handle = isCall(name) ? handlers[name] : undefined;
    if (decode === undefined || handle === undefined) return refuse(`There is no call named ${name}`);
    const decoded = v.safeParse(decode, argument);
    if (!decoded.success) return refuse(misshapen(name, decoded.issues[0]));
    try {
      const result: unknown = handle(decoded.output);
      if (result instanceof Promise) result.then(answer).catch(fail);
      else answer(result);
    } catch (error) {
      fail(error);
    }
  };
}

/** Returns a function that tells the webview an event, typed by the surface. */
export function announcer<S extends Surface>(
  post: Post,
): <E extends EventName<S>>(name: E, payload: S["events"][E]) => void {
  return (name, payload) => {
    post({ kind: "event", name, payload });
  };
}

/** Says where the argument is wrong, never what it held: that may be a piece of the user's code. */
function misshapen(call: string, issue: v.BaseIssue<unknown>): string {
  return `${call}: ${v.getDotPath(issue) ?? "the argument"} is not of the form it must have`;
}

/** Without a `report`, a bug surfaces as what it is: an error nobody caught. */
function raise(_call: string, error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
