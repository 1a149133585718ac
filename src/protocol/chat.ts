import type { AttemptRole } from "../spec/call.ts";
import type { FailureClass } from "../spec/failure.ts";
import type { Task } from "../spec/task.ts";
import type { Cost, Usage } from "../spec/usage.ts";
import type { DrillNotice } from "./drill.ts";

/** A file region that goes with a message. */
export interface ContextChip {
  /** Relative path with forward slashes. */
  readonly path: string;
  /** One-based, inclusive; missing for a whole file. */
  readonly lines?: readonly [from: number, to: number];
  readonly language: string;
  /** Estimated tokens. */
  readonly tokens: number;
}

/** One try on the way to an answer, as shown in the route trace. */
export interface TraceStep {
  readonly routeId: string;
  readonly reason: string;
  readonly outcome: "running" | "succeeded" | "failed" | "cancelled";
  /** Missing for one that was simply the next try, and in conversations that were kept before there were roles. */
  readonly role?: AttemptRole;
  /** Why it failed, one sentence. */
  readonly failure?: string;
  /** Its class, for saying in two words why the answer came from elsewhere. */
  readonly failureClass?: FailureClass;
  readonly firstTokenMs?: number;
  readonly durationMs?: number;
}

/** What is shown under an answer. */
export interface AnswerDetails {
  /** What it was asked for, once the call is over; missing in conversations that were kept before this was told. */
  readonly task?: Task;
  /** In the order in which they began. */
  readonly trace: readonly TraceStep[];
  /** Entries of the chain that were not tried, and why. */
  readonly leftOut: readonly { readonly entry: string; readonly reason: string }[];
  readonly usage?: Usage;
  readonly cost?: Cost;
  /** From the question to the first piece of the answer, failed attempts included, in milliseconds. */
  readonly firstTokenMs?: number;
  readonly durationMs?: number;
  /** The call waits for its last route, because the provider asked for a pause. Told once, when the wait begins. */
  readonly waiting?: { readonly routeId: string; readonly reason: string; readonly waitMs: number };
  /** The answer came from the simulator, not from a model. */
  readonly simulated: boolean;
}

export type AnswerState =
  /** The call is under way. */
  | "running"
  | "done"
  /** The user stopped it; what came is kept. */
  | "stopped"
  /** It was cut off after it began; what came is kept. */
  | "interrupted"
  /** The model reached its output limit; what came is kept. */
  | "length"
  | "failed";

/** A message as shown. `id` is unique in its session. */
export type ChatMessage =
  | { readonly role: "user"; readonly id: string; readonly text: string; readonly chips: readonly ContextChip[] }
  | {
      readonly role: "assistant";
      readonly id: string;
      /** Markdown. */
      readonly text: string;
      readonly reasoning: string;
      readonly state: AnswerState;
      /** One sentence saying what to do next, for `failed` and `interrupted`. */
      readonly problem?: Problem;
      readonly details: AnswerDetails;
    };

/** Something went wrong, with the one action that helps. */
export interface Problem {
  readonly message: string;
  readonly action?: ProblemAction;
}

export type ProblemAction = "addKey" | "useLocalServer" | "retry" | "openSettings" | "tryWithoutKeys" | "showLog";

export interface SessionHeader {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: number;
}

/** Where the next message will go. */
export interface RouteChoice {
  /** Short label of the route the router would use now, such as `gpt-5-mini`; missing when there is none. */
  readonly label?: string;
  readonly routeId?: string;
  readonly pinned: boolean;
  readonly degraded: boolean;
  readonly simulated: boolean;
  /** The plan's reason, for a tooltip. */
  readonly reason: string;
}

/** Everything the chat view shows; sent when it opens and when the session changes, never for each token. */
export interface ChatState {
  readonly sessionId: string;
  readonly title: string;
  readonly messages: readonly ChatMessage[];
  readonly sessions: readonly SessionHeader[];
  readonly running: boolean;
  /** The selection or file that would go with the next message, if the user keeps it. */
  readonly selection?: ContextChip;
  readonly route: RouteChoice;
  /** Nothing is connected yet: show the three ways in. */
  readonly unconfigured: boolean;
  readonly drills: readonly DrillNotice[];
}

export interface ChatSurface {
  readonly calls: {
    readonly ready: readonly [null, ChatState];
    readonly send: readonly [{ readonly text: string; readonly withSelection: boolean }, null];
    readonly stop: readonly [null, null];
    /** Asks the last question again; its old answer is replaced. */
    readonly retry: readonly [null, null];
    readonly newSession: readonly [null, null];
    readonly openSession: readonly [{ readonly id: string }, null];
    readonly deleteSession: readonly [{ readonly id: string }, null];
    readonly copy: readonly [{ readonly text: string }, null];
    /** Puts code in at the caret of the active editor. */
    readonly insert: readonly [{ readonly text: string }, null];
    readonly openLink: readonly [{ readonly href: string }, null];
    readonly reveal: readonly [ContextChip, null];
    readonly pickRoute: readonly [null, null];
    /** Shows what would be tried for a task now, in which order and why. */
    readonly explainRoute: readonly [{ readonly task: Task }, null];
    readonly endDrill: readonly [{ readonly routeId: string }, null];
    readonly act: readonly [{ readonly action: ProblemAction }, null];
  };
  readonly events: {
    readonly state: ChatState;
    /** More of an answer. */
    readonly delta: { readonly messageId: string; readonly text?: string; readonly reasoning?: string };
    /** A message was added or is to be replaced whole. */
    readonly message: ChatMessage;
    readonly details: { readonly messageId: string; readonly details: AnswerDetails };
    readonly running: boolean;
    readonly selection: ContextChip | null;
    readonly route: RouteChoice;
    readonly sessions: readonly SessionHeader[];
    readonly drills: readonly DrillNotice[];
    /** Put the caret into the input. */
    readonly focusInput: null;
  };
}
