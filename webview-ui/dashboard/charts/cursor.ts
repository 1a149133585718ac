/** Where the reader of a chart is, by bucket. */
export interface ChartCursor {
  readonly at: number;
  /** The other end of a stretch that is being chosen. */
  readonly anchor?: number;
}

/** What a key does to a chart. */
export type CursorMove =
  | { readonly kind: "moved"; readonly cursor: ChartCursor | undefined }
  /** To the stretch between the two. */
  | { readonly kind: "zoom"; readonly from: number; readonly to: number }
  | { readonly kind: "back" };

/** Answers a key; undefined for one that is not the chart's. */
export function moved(
  key: string,
  shift: boolean,
  cursor: ChartCursor | undefined,
  buckets: number,
): CursorMove | undefined {
  if (buckets === 0) return undefined;
  if (key === "Escape") {
    // First the stretch is let go, then the period is whole again.
    return cursor?.anchor === undefined ? { kind: "back" } : { kind: "moved", cursor: { at: cursor.at } };
  }
  if (key === "Enter") {
    return cursor && { kind: "zoom", from: Math.min(cursor.at, cursor.anchor ?? cursor.at), to: endOf(cursor) };
  }
  const at = stepped(key, cursor?.at, buckets);
  if (at === undefined) return undefined;
  const anchor = shift ? (cursor?.anchor ?? cursor?.at ?? at) : undefined;
  return { kind: "moved", cursor: anchor === undefined ? { at } : { at, anchor } };
}

function endOf({ at, anchor = at }: ChartCursor): number {
  return Math.max(at, anchor);
}

/** Right begins with the first bucket, left with the last one, which is the newest. */
function stepped(key: string, at: number | undefined, buckets: number): number | undefined {
  const last = buckets - 1;
  switch (key) {
    case "ArrowRight":
      return at === undefined ? 0 : Math.min(at + 1, last);
    case "ArrowLeft":
      return at === undefined ? last : Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
