import type { FillRequest } from "../../spec/request.ts";
import type { DocumentView } from "./document.ts";
import { lineComment } from "./languages.ts";
import type { Window } from "./window.ts";

/** A piece of another document, shown to the model for context. */
export interface Snippet {
  readonly path: string;
  readonly text: string;
}

/** What the model is asked: the gap, with the snippets as comments before it. */
export function fillRequest(
  view: DocumentView,
  window: Window,
  snippets: readonly Snippet[],
  maxOutputTokens: number,
): FillRequest {
  return {
    kind: "fill",
    // A window may begin or end inside a surrogate pair, which servers refuse as malformed.
    prefix: (quoted(snippets, view.language) + window.prefix).toWellFormed(),
    suffix: window.suffix.toWellFormed(),
    language: view.language,
    path: shownPath(view.path),
    maxOutputTokens,
  };
}

/** Prompt tokens of a request, estimated on the safe side: code has three to four characters a token. */
export function promptTokens(request: FillRequest): number {
  return Math.ceil((request.prefix.length + request.suffix.length) / 3);
}

function quoted(snippets: readonly Snippet[], language: string): string {
  const comment = lineComment(language);
  if (comment === undefined) return "";
  return snippets
    .flatMap(({ path, text }) => [`From ${shownPath(path)}:`, ...text.split("\n")])
    .map((line) => `${comment} ${line}`.trimEnd() + "\n")
    .join("");
}

/** Of a file outside every workspace folder only the name: where it lies is nobody's business. */
function shownPath(path: string): string {
  return /^(?:\/|[a-z]:)/i.test(path) ? path.slice(path.lastIndexOf("/") + 1) : path;
}
