import { useSignalEffect } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { announcementOf } from "./announcement.ts";
import type { ChatStore } from "./store.ts";

/**
 * Reads the last answer out, once, when it is complete. A live region over the growing text itself would begin again with
 * every word.
 */
export function Announcer({ store }: { readonly store: ChatStore }) {
  const [words, setWords] = useState("");
  const running = useRef<string>(undefined);
  useSignalEffect(() => {
    const message = store.cells.value.at(-1)?.message.value;
    if (message?.role !== "assistant") return;
    if (message.state === "running") running.current = message.id;
    else if (running.current === message.id) {
      running.current = undefined;
      setWords(announcementOf(message));
    }
  });
  return (
    <div class="spoken" aria-live="polite">
      {words}
    </div>
  );
}
