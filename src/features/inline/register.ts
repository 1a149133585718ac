import * as vscode from "vscode";
import type { Caret, DocumentView } from "./document.ts";
import { InlineEngine, type Ask, type Ghost } from "./engine.ts";
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
        if (!ghost || abort.signal.aborted) return [];
        return [itemOf(ghost, document, position, context, deps)];
      } finally {
        following.dispose();
      }
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider({ pattern: "**" }, provider),
    vscode.commands.registerCommand(acceptedCommand, (outcome: Parameters<NonNullable<InlineDeps["outcome"]>>[0]) =>
      deps.outcome?.(outcome),
    ),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const [change] = contentChanges;
      if (change) engine.edited(viewOf(document), { start: caretOf(change.range.start), text: change.text });
    }),
    vscode.workspace.onDidCloseTextDocument((document) => engine.closed(document.uri.toString())),
    { dispose: () => engine.dispose() },
  );
}

function askOf(document: vscode.TextDocument, position: vscode.Position, context: vscode.InlineCompletionContext): Ask {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
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
  document: vscode.TextDocument,
  position: vscode.Position,
  { selectedCompletionInfo: item }: vscode.InlineCompletionContext,
  deps: InlineDeps,
): vscode.InlineCompletionItem {
  // Beside the list of completions, VS Code shows only what goes on from its selected item.
  const start = item ? item.range.start : position;
  const end = (item ? item.range.end : position).translate(0, ghost.replaces);
  const text = (item?.text ?? "") + ghost.text;
  if (!deps.outcome) return new vscode.InlineCompletionItem(text, new vscode.Range(start, end));
  const shown = { routeId: ghost.routeId, language: document.languageId, characters: ghost.text.length };
  deps.outcome({ kind: "shown", ...shown });
  return new vscode.InlineCompletionItem(text, new vscode.Range(start, end), {
    command: acceptedCommand,
    title: "",
    arguments: [{ kind: "accepted", ...shown }],
  });
}

function viewOf(document: vscode.TextDocument): DocumentView {
  return {
    uri: document.uri.toString(),
    scheme: document.uri.scheme,
    path: vscode.workspace.asRelativePath(document.uri, false),
    language: document.languageId,
    writable: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false,
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
