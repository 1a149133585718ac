/** A line of backticks or tildes; what follows an opening one names the language. */
const fenceLine = /^[^\S\n]*(?<mark>`{3,}|~{3,})(?<info>[^\n]*)$/;

/** A fence in Markdown that was opened and not closed. */
export interface OpenFence {
  /** The backticks or tildes. */
  readonly mark: string;
  /** The opening line without its indentation; set while nothing came after it. */
  readonly fresh?: string;
}

/** The fence that is open at the end of a text, which may end in the middle of a line. */
export function openFence(text: string): OpenFence | undefined {
  let open: OpenFence | undefined;
  for (const line of text.split("\n")) {
    const fence = fenceOn(line);
    if (!open) open = fence && { mark: fence.mark, fresh: line.trim() };
    else if (fence && closes(fence, open)) open = undefined;
    else if (line.trim() !== "") open = { mark: open.mark };
  }
  return open;
}

/**
 * A continuation without its first line, if that opens again the fence that is open already. A fence without a language
 * may as well close it, and is one that opens only when there is nothing between the two.
 */
export function withoutReopening(continuation: string, open: OpenFence | undefined, tail: string): string {
  const start = continuation.length - continuation.trimStart().length;
  const lineEnd = continuation.indexOf("\n", start);
  if (lineEnd < 0 || !reopens(continuation.slice(start, lineEnd), open)) return continuation;
  const blank = continuation.slice(0, start);
  const rest = continuation.slice(lineEnd + 1);
  if (open?.fresh === undefined || tail.includes("\n")) return blank + rest;
  // The line that was being written is repeated and finished.
  const line = continuation.slice(start, lineEnd);
  return line.startsWith(open.fresh) ? continuation.slice(start + open.fresh.length) : `\n${rest}`;
}

/** Whether a line opens the fence that is open already. */
export function reopens(line: string, open: OpenFence | undefined): boolean {
  const fence = fenceOn(line);
  if (!fence || !open?.mark || !fence.mark.startsWith(open.mark)) return false;
  return fence.info !== "" || open.fresh !== undefined;
}

/** Whether a line may close the fence that is open: one without a language, when there is something between the two. */
export function mayClose(line: string, open: OpenFence | undefined): boolean {
  const fence = fenceOn(line);
  return fence !== undefined && open !== undefined && open.fresh === undefined && closes(fence, open);
}

function closes(fence: Fence, open: OpenFence): boolean {
  return fence.info === "" && fence.mark.startsWith(open.mark);
}

interface Fence {
  readonly mark: string;
  readonly info: string;
}

function fenceOn(line: string): Fence | undefined {
  const { mark, info } = fenceLine.exec(line)?.groups ?? {};
  if (mark === undefined || info === undefined) return undefined;
  // A line such as ```code``` is not a fence.
  return mark.startsWith("`") && info.includes("`") ? undefined : { mark, info: info.trim() };
}
