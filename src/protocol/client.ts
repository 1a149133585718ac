import type { Answer, Argument, CallMessage, CallName, EventName, HostMessage, Surface } from "./rpc.ts";

/** One listener an event; leaving one out does not compile. */
export type Listeners<S extends Surface> = {
  readonly [E in EventName<S>]: (payload: S["events"][E]) => void;
};

/** The webview's end of a surface. */
export interface Client<S extends Surface> {
  /** Rejects with `RefusedError` when the host refused. */
  call<C extends CallName<S>>(name: C, argument: Argument<S, C>): Promise<Answer<S, C>>;
  /** Takes a message from the host. Anything that is none is left alone. */
  receive(message: unknown): void;
}

/** The host did not carry out a call. The message is one sentence for a person. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RefusedError) => void;
}

/** Connects a webview to the host. `post` sends to the host; what the host sends is to be given to `receive`. */
export function connect<S extends Surface>(post: (message: CallMessage) => void, listeners: Listeners<S>): Client<S> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const settle = (id: number, settled: (call: Waiting) => void): void => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (call !== undefined) settled(call);
  };
  const isEvent = (name: string): name is EventName<S> => Object.hasOwn(listeners, name);

  return {
    call(name, argument) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        // The answer to call `id` is of call `name`'s type: host and webview are built from the same surface.
        waiting.set(id, { resolve, reject });
        post({ kind: "call", id, name, argument });
      });
    },
    receive(message) {
      if (!isHostMessage(message)) return;
      switch (message.kind) {
        case "answer":
          return settle(message.id, (call) => call.resolve(message.value));
        case "refusal":
          return settle(message.id, (call) => call.reject(new RefusedError(message.message)));
        case "event":
          // As above: the payload is what the host's own `announcer` was typed to send.
          if (isEvent(message.name)) listeners[message.name]?.(message.payload as S["events"][typeof message.name]);
      }
    },
  };
}

/** The host is our own code, so the envelope's kind is looked at and the rest believed. */
function isHostMessage(message: unknown): message is HostMessage {
  return (
    typeof message === "object" &&
    message !== null &&
    "kind" in message &&
    (message.kind === "answer" || message.kind === "refusal" || message.kind === "event")
  );
}
