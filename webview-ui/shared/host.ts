import { connect } from "../../src/protocol/client.ts";
import type { Client, Listeners } from "../../src/protocol/client.ts";
import type { Surface } from "../../src/protocol/rpc.ts";

/** What VS Code gives to the script of a webview, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A small value that outlives the page while its view is hidden. */
export interface Memory {
  get(): unknown;
  set(value: unknown): void;
}

/** The extension host, as the page sees it. */
export interface Host<S extends Surface> extends Pick<Client<S>, "call"> {
  readonly memory: Memory;
}

/** Connects the page to the extension host. To be called once a page. */
export function attach<S extends Surface>(listeners: Listeners<S>): Host<S> {
  const vscode = acquireVsCodeApi();
  const client = connect<S>((message) => vscode.postMessage(message), listeners);
  window.addEventListener("message", (event) => client.receive(event.data));
  return {
    call: client.call,
    memory: { get: () => vscode.getState(), set: (value) => vscode.setState(value) },
  };
}
