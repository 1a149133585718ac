import * as vscode from "vscode";
import type { Caret, DocumentView } from "./document.ts";
import { type Ask, type Ghost, InlineEngine } from "./engine.ts";
import type { InlineDeps } from "./types.ts";

/** Not in package.json: VS Code runs it when a suggestion was accepted. */
const acceptedCommand = "switchyard.completion.accepted";

/** Shows ghost text in every editor where it is wanted. */
export function registerInline(deps: InlineDeps): vscode.Disposable {
  const engine = new InlineEngine(deps);
  const provider: vscode.InlineCompletionItemProvider = {
    async provideInlineCompletionItems(document, position, context, token) {
      const abort = new AbortController();
      const following = token.onCancellationRequested(() => abort.abort());
      if (token.isCancellationRequested) abort.abort();
      try {
        const ghost = await engine.suggest(askOf(document, position, context), abort.signal);
        return ghost && !abort.signal.aborted ? [itemOf(ghost, position, context)] : [];
      } finally {
        following.dispose();
      }
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider),
    vscode.commands.registerCommand(acceptedCommand, (id: unknown) => engine.accepted(id)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      for (const { range, text } of contentChanges) {
        engine.edited(viewOf(document), { start: caretOf(range.start), text });
      }
    }),
    vscode.workspace.onDidCloseTextDocument((document) => engine.closed(document.uri.toString())),
    { dispose: () => engine.dispose() },
  );
}

function askOf(document: vscode.TextDocument, position: vscode.Position, context: vscode.InlineCompletionContext): Ask {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = [activeTextEditor, ...visibleTextEditors].find((one) => one?.document === document);
  const item = context.selectedCompletionInfo;
  return {
    view: viewOf(document),
    caret: caretOf(position),
    explicit: context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke,
    carets: editor?.selections.length ?? 1,
    selecting: editor ? !editor.selection.isEmpty : false,
    ...(item && {
      item: {
        text: item.text,
        line: item.range.start.line,
        from: item.range.start.character,
        to: item.range.end.character,
      },
    }),
  };
}

function itemOf(
  ghost: Ghost,
  position: vscode.Position,
  { selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
): vscode.InlineCompletionItem {
  // Beside the list of completions, VS Code shows only what goes on from its selected item.
  const start = selected ? selected.range.start : position;
  const end = (selected ? selected.range.end : position).translate(0, ghost.replaces);
  const accepted = { command: acceptedCommand, title: "", arguments: [ghost.id] };
  // The text's line ends are `\n`; VS Code writes those of the document.
  return new vscode.InlineCompletionItem((selected?.text ?? "") + ghost.text, new vscode.Range(start, end), accepted);
}

function viewOf(document: vscode.TextDocument): DocumentView {
  const { uri } = document;
  return {
    uri: uri.toString(),
    scheme: uri.scheme,
    // A path outside every folder has the separators of the system.
    path: vscode.workspace.asRelativePath(uri, false).replaceAll("\\", "/"),
    language: document.languageId,
    writable: vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false,
    get version() {
      return document.version;
    },
    get lineCount() {
      return document.lineCount;
    },
    line: (index) => document.lineAt(index).text,
  };
}

function caretOf({ line, character }: vscode.Position): Caret {
  return { line, character };
}
