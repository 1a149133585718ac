import { signal } from "@preact/signals";
import type { Sort } from "./table.tsx";

/** What was looked at when the page was left for another one; it is there again on the way back. */
export const kept = signal<{ readonly filter: string; readonly sort: Sort }>({
  filter: "",
  sort: { order: "time", descending: true },
});
