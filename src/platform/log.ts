import * as vscode from "vscode";

/** Where the extension tells what it did. Never a key, a prompt or an answer. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  /** For a bug: what was being done, and the error. */
  error(doing: string, error: unknown): void;
  show(): void;
}

/** VS Code's own log channel, whose level the user sets with "Developer: Set Log Level". */
export function createLog(): Log & vscode.Disposable {
  const channel = vscode.window.createOutputChannel("Switchyard", { log: true });
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (doing, error) =>
      channel.error(`${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
