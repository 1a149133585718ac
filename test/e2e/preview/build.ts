import { rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { outDir, repoRoot } from "../../vscode/paths.ts";

/** Where the pages' files are put, apart from those of the extension that may be running. */
export const builtPages = path.join(outDir, `preview/webview-${process.pid}`);

/** Bundles the views as the extension has them, but for the source maps. */
export async function buildPages(): Promise<void> {
  await rm(builtPages, { recursive: true, force: true });
  await build({
    absWorkingDir: repoRoot,
    entryPoints: {
      chat: "webview-ui/chat/main.tsx",
      usage: "webview-ui/usage/main.tsx",
      dashboard: "webview-ui/dashboard/main.tsx",
    },
    outdir: builtPages,
    bundle: true,
    format: "esm",
    splitting: true,
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    chunkNames: "chunks/[name]-[hash]",
    logLevel: "warning",
  });
}
