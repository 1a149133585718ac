import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as vscode from "vscode";

/** What may be in a package: what runs, what is shown, what the licence asks for, and what VS Code adds. */
const allowed = [
  /^(package\.json|readme\.md|changelog\.md|LICENSE\.txt|\.vsixmanifest)$/i,
  /^media\/[\w-]+\.(svg|png)$/,
  /^dist\/(extension\.js|gateway\.js|ledger-reader\.js|chunks\/[\w.-]+\.js)$/,
  /^dist\/webview\/((chat|usage|dashboard)\.(js|css)|codicon\.ttf|chunks\/[\w.-]+\.js)$/,
];

describe("the installed package", () => {
  const extension = () => vscode.extensions.getExtension("switchyard.switchyard");

  it("runs from where VS Code installed it, not from a checkout", () => {
    assert.match(extension()?.extensionPath ?? "", /extensions[\\/]switchyard\.switchyard-/);
  });

  it("hands nothing out to other extensions", async () => {
    assert.equal(await extension()?.activate(), undefined);
  });

  it("holds what runs and what is shown, and nothing else: no sources, tests, node_modules, settings or keys", async () => {
    const root = extension()?.extensionPath ?? "";
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    const names = files.map((file) => relative(root, file).replaceAll(sep, "/"));
    for (const needed of [
      "dist/extension.js",
      "dist/webview/chat.js",
      "dist/webview/usage.css",
      "dist/ledger-reader.js",
      "dist/gateway.js",
      "media/icon.png",
    ]) {
      assert.ok(names.includes(needed), `${needed} is missing`);
    }
    assert.deepEqual(
      names.filter((name) => !allowed.some((pattern) => pattern.test(name))),
      [],
    );
    for (const file of files) {
      const text = await readFile(file, "utf8");
      assert.doesNotMatch(text, /\b(sk-(ant|proj|or-v1)-[\w-]{20,}|AIza[\w-]{30,}|gsk_\w{30,})/, file);
    }
  });
});
