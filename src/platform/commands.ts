import * as vscode from "vscode";
import type { CommandArguments, CommandId } from "../manifest/commands.ts";

/** One handler for each command of the manifest; a command without one does not compile. */
export type CommandHandlers = {
  readonly [Id in CommandId]: (...args: CommandArguments[Id]) => unknown;
};

/** Registers every command. What a handler throws is a bug: `onError` gets it, and the user a short message. */
export function registerCommands(
  handlers: CommandHandlers,
  onError: (doing: string, error: unknown) => void,
): vscode.Disposable {
  const registrations = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        // VS Code hands arguments over untyped; our own callers are typed by `runCommand`.
        return await (handler as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        onError(id, error);
        void vscode.window
          .showErrorMessage("Switchyard could not do that. Its log says more.", "Show Log")
          .then((choice) => {
            if (choice) void runCommand("switchyard.log.show");
          });
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** Runs one of our own commands with arguments of the right types. */
export async function runCommand<Id extends CommandId>(id: Id, ...args: CommandArguments[Id]): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
