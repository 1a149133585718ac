import type { LiveCall } from "../../router/events.ts";

/** The calls under way in this window, oldest first. */
export interface LiveCalls {
  changed(call: LiveCall): void;
  ended(callId: string): void;
  list(): readonly LiveCall[];
}

export function createLiveCalls(): LiveCalls {
  const calls = new Map<string, LiveCall>();
  return {
    changed: (call) => void calls.set(call.id, call),
    ended: (callId) => void calls.delete(callId),
    list: () => [...calls.values()],
  };
}
