import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** A built webview page: the files of dist/webview that it is made of. */
export interface WebviewPage {
  readonly title: string;
  /** Base name of the script and the stylesheet, such as `chat`. */
  readonly name: "chat" | "usage" | "dashboard";
}

/**
 * Fills a webview with its page, under a content security policy that lets nothing in but the extension's own script,
 * styles and fonts. State comes by messages, never in the page.
 */
export function showPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): void {
  const root = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const nonce = randomBytes(18).toString("base64url");
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  // Script chunks are imported by the nonced entry, so their origin is allowed as well as the nonce.
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${file(`${page.name}.css`)}">
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${file(`${page.name}.js`)}"></script>
</body>
</html>`;
}
