import type { Caret, DocumentView } from "./document.ts";
import { matchesGlob } from "../../connections/glob.ts";
import { isSecretFile } from "./secret-files.ts";
import type { InlineSettings } from "./types.ts";

/** What the user is doing when VS Code asks for ghost text. */
export interface Moment {
  readonly view: DocumentView;
  readonly caret: Caret;
  /** Asked for by a command rather than by typing. */
  readonly explicit: boolean;
  readonly carets: number;
  readonly selecting: boolean;
}

/** Why no model is asked: `off` says it stays so in this file, `nothing` that it is so just here. */
export type Refusal = { readonly kind: "off" | "nothing"; readonly reason: string };

/** Whether a model may be asked here at all. Undefined: it may. */
export function refusal(moment: Moment, settings: InlineSettings): Refusal | undefined {
  const file = fileRefusal(moment.view, settings);
  if (file !== undefined) return { kind: "off", reason: file };
  const here = caretRefusal(moment);
  return here === undefined ? undefined : { kind: "nothing", reason: here };
}

/** Why nothing of this document may be sent to a model, where that is so. */
export function fileRefusal(view: DocumentView, settings: InlineSettings): string | undefined {
  if (!settings.enabled) return "Ghost text is turned off in the settings.";
  if (!isEdited(view)) return "This is not a file that is edited.";
  if (settings.disabledLanguages.includes(view.language)) return `Ghost text is turned off for ${view.language}.`;
  if (isSecretFile(view.path)) return "Files of this kind hold keys or passwords; they are never sent.";
  const glob = settings.excludedFiles.find((candidate) => matchesGlob(candidate, view.path));
  if (glob !== undefined) return `This file is excluded by the pattern ${glob} in the settings.`;
  return undefined;
}

/** Whether it is a file of the user's work. Output channels, commit messages, user settings and the like are documents too. */
export function isEdited(view: DocumentView): boolean {
  return editedSchemes.has(view.scheme);
}

const editedSchemes = new Set(["file", "untitled", "vscode-notebook-cell", "vscode-remote", "vscode-vfs"]);

function caretRefusal({ view, caret, explicit, carets, selecting }: Moment): string | undefined {
  if (!view.writable) return "This file is read-only.";
  if (carets > 1) return "There is more than one caret.";
  if (selecting) return "Text is selected.";
  // Who asks by a command knows where the caret is.
  if (explicit) return undefined;
  if (view.lineCount === 1 && view.line(0).trim() === "") return "The file is empty.";
  if (isInsideWord(view.line(caret.line), caret.character)) return "The caret is inside a word.";
  return undefined;
}

function isInsideWord(line: string, character: number): boolean {
  return (
    wordEnd.test(line.slice(Math.max(0, character - 2), character)) &&
    wordStart.test(line.slice(character, character + 2))
  );
}

const wordEnd = /[\p{L}\p{N}_]$/u;
const wordStart = /^[\p{L}\p{N}_]/u;
