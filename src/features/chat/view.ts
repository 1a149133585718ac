import * as vscode from "vscode";
import type { ChatSurface, ContextChip, ProblemAction } from "../../protocol/chat.ts";
import { chatDecoders } from "../../protocol/decode-chat.ts";
import { announcer, serve, type Post } from "../../protocol/host.ts";
import type { Handlers } from "../../protocol/rpc.ts";
import type { Task } from "../../spec/task.ts";
import type { ChatController } from "./controller.ts";
import { activeSelection } from "./selection.ts";

export interface ChatViewDeps {
  readonly controller: ChatController;
  /** Fills a webview with the chat page. */
  readonly show: (webview: vscode.Webview) => void;
  readonly onError: (doing: string, error: unknown) => void;
  readonly pickRoute: (task: Task) => void;
  readonly explainRoute: (task: Task) => void;
  readonly endDrill: (routeId: string) => void;
  readonly act: (action: Exclude<ProblemAction, "retry">) => void;
}

/** The chat view in the sidebar: hands what the webview asks to the controller, and what the controller tells to it. */
export function createChatView(deps: ChatViewDeps): vscode.WebviewViewProvider {
  return {
    resolveWebviewView(view) {
      deps.show(view.webview);
      const post: Post = (message) => view.webview.postMessage(message);
      const receive = serve(chatDecoders, handlers(deps), post, (call, error) =>
        deps.onError(`chat view, ${call}`, error),
      );
      const messages = view.webview.onDidReceiveMessage(receive);
      deps.controller.attach(announcer<ChatSurface>(post));
      view.onDidDispose(() => {
        messages.dispose();
        deps.controller.attach(undefined);
      });
    },
  };
}

function handlers({
  controller,
  pickRoute,
  explainRoute,
  endDrill,
  act,
  onError,
}: ChatViewDeps): Handlers<ChatSurface> {
  // An answer may take minutes; the webview learns of its progress by events and must not wait for the call.
  const inBackground = (doing: string, work: Promise<void>) => {
    work.catch((error: unknown) => onError(doing, error));
    return null;
  };
  return {
    ready: () => controller.state(),
    send({ text, withSelection }) {
      const selection = withSelection ? activeSelection() : undefined;
      return inBackground("chat", controller.ask("chat", text, selection ? [selection] : []));
    },
    stop: () => done(controller.stop()),
    retry: () => inBackground("retry", controller.retry()),
    newSession: () => done(controller.openNew()),
    openSession: ({ id }) => done(controller.open(id)),
    deleteSession: async ({ id }) => done(await controller.remove(id)),
    copy: async ({ text }) => done(await vscode.env.clipboard.writeText(text)),
    insert: async ({ text }) => done(await insertAtCaret(text)),
    openLink: async ({ href }) => done(await openLink(href)),
    reveal: async (chip) => done(await reveal(chip)),
    pickRoute: () => done(pickRoute("chat")),
    explainRoute: ({ task }) => done(explainRoute(task)),
    endDrill: ({ routeId }) => done(endDrill(routeId)),
    act({ action }) {
      if (action === "retry") return inBackground("retry", controller.retry());
      return done(act(action));
    },
  };
}

/** Calls of the surface that tell nothing back answer null. */
function done(_: void): null {
  return null;
}

async function insertAtCaret(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) {
    void vscode.window.showInformationMessage("Open a file first; the code is put in at its caret.");
    return;
  }
  await editor.edit((edit) => edit.replace(editor.selection, text));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

/** Only the web: an answer must not be able to run a command or open a local file. */
async function openLink(href: string): Promise<void> {
  const uri = vscode.Uri.parse(href);
  if (["http", "https", "mailto"].includes(uri.scheme)) await vscode.env.openExternal(uri);
}

async function reveal(chip: ContextChip): Promise<void> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, chip.path);
    // `..` in a path that came back from the webview must not lead out of the workspace.
    if (!uri.path.startsWith(`${folder.uri.path}/`)) continue;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const [from, to] = chip.lines ?? [1, 1];
      const selection = new vscode.Range(
        from - 1,
        0,
        to - 1,
        document.lineAt(Math.min(to, document.lineCount) - 1).text.length,
      );
      await vscode.window.showTextDocument(document, { selection });
      return;
    } catch {
      // Not in this folder; the next one may have it.
    }
  }
  void vscode.window.showInformationMessage(`${chip.path} is not in this workspace any more.`);
}
