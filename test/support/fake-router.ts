import type { CallEvent } from "../../src/router/events.ts";
import type { CallQuery, Drill, LeftOutRoute, PlannedRoute, Router } from "../../src/router/types.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Failure } from "../../src/spec/failure.ts";
import type { FinishReason } from "../../src/spec/stream.ts";
import { attemptOf, callOf } from "./call-records.ts";

/** One call of a fake router, whose events the test sends. */
export interface FakeCall {
  readonly query: CallQuery;
  /** Still running; or how it came to its end: the caller aborted it or left its loop, or the test ended it. */
  readonly state: "running" | "aborted" | "left" | "ended";
  text(text: string): void;
  /** The model ended its answer. */
  finish(reason?: FinishReason): void;
  fail(failure: Failure): void;
  /** The router ended the call, with this in its record. */
  end(record: Partial<CallRecord>): void;
}

export interface FakeRouter {
  readonly router: Pick<Router, "call" | "plan">;
  /** In the order in which they were made. */
  readonly calls: readonly FakeCall[];
  /** Call number `index`; negative counts from the last. It is an error if there is none. */
  at(index: number): FakeCall;
  /** From now on, plans have no route, for this reason. */
  leaveOut(entry: LeftOutRoute): void;
  /** From now on, calls throw, as no router should. */
  breakDown(bug: Error): void;
}

const route = { id: "fake/model", provider: "fake", model: "model", credential: "credential-1" };

/** A router without models: each call waits for the test to say what comes. */
export function createFakeRouter(): FakeRouter {
  const calls: FakeCall[] = [];
  let routes: readonly PlannedRoute[] = [{ route, reason: "first in the chain", probe: false }];
  let leftOut: readonly LeftOutRoute[] = [];
  let bug: Error | undefined;
  return {
    calls,
    at(index) {
      const call = calls.at(index);
      if (!call) throw new Error(`There is no call ${index} among ${calls.length}.`);
      return call;
    },
    leaveOut(entry) {
      routes = [];
      leftOut = [entry];
    },
    breakDown(error) {
      bug = error;
    },
    router: {
      plan: ({ task }) => ({ task, routes, leftOut }),
      call(query, signal) {
        if (bug) throw bug;
        const { call, events } = createCall(query, signal);
        calls.push(call);
        return events;
      },
    },
  };
}

/** What a router tells without a call. */
type Board = Pick<Router, "plan" | "health" | "budgets" | "drill" | "drills">;

/** A router that is only looked at: it knows what the test gives, and plays drills without end. */
export function createFakeBoard(known: Partial<Board> = {}): Board {
  let drills: readonly Drill[] = [];
  return {
    plan: ({ task }) => ({ task, routes: [], leftOut: [] }),
    health: () => [],
    budgets: () => [],
    drill(routeId, fault) {
      drills = drills.filter((drill) => drill.routeId !== routeId);
      if (fault !== "none") drills = [...drills, { routeId, fault, until: 0 }];
    },
    drills: () => drills,
    ...known,
  };
}

function createCall(query: CallQuery, signal: AbortSignal): { call: FakeCall; events: AsyncIterable<CallEvent> } {
  const queue: CallEvent[] = [
    { type: "attempt", callId: "call", index: 0, route, reason: "first in the chain", probe: false },
  ];
  let state: FakeCall["state"] = "running";
  let wake = () => {};
  const send = (event: CallEvent) => {
    queue.push(event);
    wake();
  };
  const end = (next: FakeCall["state"], event: CallEvent) => {
    if (state !== "running") return;
    state = next;
    send(event);
  };
  const endEvent = (more: Partial<CallRecord>, failure?: Failure): CallEvent => ({
    type: "end",
    record: callOf({ task: query.task, routeId: route.id, ...more }),
    plan: { task: query.task, routes: [], leftOut: [] },
    interrupted: false,
    ...(failure && { failure }),
  });
  signal.addEventListener("abort", () => end("aborted", endEvent({ outcome: "cancelled" })));

  async function* events(): AsyncGenerator<CallEvent> {
    try {
      for (;;) {
        const event = queue.shift();
        if (event) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
        if (event?.type === "end") return;
      }
    } finally {
      if (state === "running") state = "left";
    }
  }
  return {
    events: events(),
    call: {
      query,
      get state() {
        return state;
      },
      text: (text) => send({ type: "text", text }),
      finish(reason = "stop") {
        send({ type: "finish", reason });
        end("ended", endEvent({ attempts: [attemptOf({ routeId: route.id, finish: reason })] }));
      },
      fail: (failure) => end("ended", endEvent({ outcome: "failed" }, failure)),
      end: (record) => end("ended", endEvent(record)),
    },
  };
}
