import type { GenericSchema } from "valibot";

/**
 * The form of every message between a webview and the extension host. A surface (chat, usage) is described by two maps:
 * its calls (webview asks, host answers) and its events (host tells). Both sides are typed from the same maps, so that a
 * call without a handler, or an event nobody declared, does not compile.
 */
export interface Surface {
  /** Call name -> `[argument, answer]`. */
  readonly calls: Readonly<Record<string, readonly [argument: unknown, answer: unknown]>>;
  /** Event name -> payload. */
  readonly events: Readonly<Record<string, unknown>>;
}

export type CallName<S extends Surface> = keyof S["calls"] & string;
export type EventName<S extends Surface> = keyof S["events"] & string;
export type Argument<S extends Surface, C extends CallName<S>> = S["calls"][C][0];
export type Answer<S extends Surface, C extends CallName<S>> = S["calls"][C][1];

/** The host's side: one handler a call. The argument was decoded before the handler sees it. */
export type Handlers<S extends Surface> = {
  readonly [C in CallName<S>]: (argument: Argument<S, C>) => Answer<S, C> | Promise<Answer<S, C>>;
};

/** The form that the argument of each call must have. A webview is not trusted. */
export type Decoders<S extends Surface> = {
  readonly [C in CallName<S>]: GenericSchema<unknown, Argument<S, C>>;
};

/** Webview to host. */
export interface CallMessage {
  readonly kind: "call";
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

/** Host to webview. */
export type HostMessage =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: number; readonly message: string }
  | { readonly kind: "event"; readonly name: string; readonly payload: unknown };
