import { registerHooks } from "node:module";
import path from "node:path";
import type { Uri, Webview } from "vscode";
import type { WebviewPage } from "../../../src/platform/webview.ts";

/** The only part of VS Code's module that filling a webview takes. A URI is its path here. */
const vscodeModule = "export const Uri = { joinPath: (base, ...parts) => [base, ...parts].join('/') };";

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode"
      ? { url: `data:text/javascript,${encodeURIComponent(vscodeModule)}`, shortCircuit: true }
      : next(specifier, context),
});

/**
 * The page as the extension writes it, content security policy included, with its files taken from `origin`.
 * Such a page asks for nothing else, so what it breaks of the policy shows here as it would in the editor.
 */
export async function pageHtml(name: WebviewPage["name"], origin: string): Promise<string> {
  const { showPage } = await import("../../../src/platform/webview.ts");
  const webview = {
    html: "",
    options: {},
    cspSource: origin,
    asWebviewUri: (uri: unknown) => `${origin}/${path.posix.relative("extension/dist/webview", String(uri))}`,
  };
  // Both stand in for the few members that `showPage` uses.
  showPage(webview as unknown as Webview, "extension" as unknown as Uri, { title: name, name });
  return webview.html;
}
