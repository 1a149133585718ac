import type * as vscode from "vscode";

/** Hands a disposable over to the extension's context, which disposes it at the end. */
export type Keep = <D extends vscode.Disposable>(disposable: D) => D;
