import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

describe("the installed package", () => {
  const extension = () => vscode.extensions.getExtension("switchyard.switchyard");

  it("runs from where VS Code installed it, not from a checkout", () => {
    assert.match(extension()?.extensionPath ?? "", /extensions[\\/]switchyard\.switchyard-/);
  });

  it("hands nothing out to other extensions", async () => {
    assert.equal(await extension()?.activate(), undefined);
  });

  it("has its webviews, and no sources", () => {
    const root = extension()?.extensionPath ?? "";
    for (const file of ["dist/webview/chat.js", "dist/webview/usage.css", "media/switchyard.svg"])
      assert.ok(existsSync(join(root, file)), file);
    for (const folder of ["src", "test", "node_modules", "webview-ui"])
      assert.ok(!existsSync(join(root, folder)), folder);
  });
});
