import type { Clock } from "../../spec/clock.ts";

interface Delta {
  readonly text?: string;
  readonly reasoning?: string;
}

/** A frame at 30 per second: smooth to read, and far fewer messages than tokens. */
const frameMs = 33;

/** Joins pieces of text that come faster than a person can see and sends them once a frame. */
export function createDeltaBatch(
  clock: Clock,
  send: (delta: Delta) => void,
): { add(delta: Delta): void; flush(): void } {
  let text = "";
  let reasoning = "";
  let cancel: (() => void) | undefined;
  const flush = () => {
    cancel?.();
    cancel = undefined;
    if (text === "" && reasoning === "") return;
    const delta = { ...(text && { text }), ...(reasoning && { reasoning }) };
    text = "";
    reasoning = "";
    send(delta);
  };
  return {
    add(delta) {
      text += delta.text ?? "";
      reasoning += delta.reasoning ?? "";
      cancel ??= clock.schedule(frameMs, flush);
    },
    flush,
  };
}
