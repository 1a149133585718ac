// Builds the extension, the gateway without an editor, the webviews and the suites that run inside the editor. Flags: --production, --watch.
import { mkdir, rm } from "node:fs/promises";
import { build, context } from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  format: "esm",
  splitting: true,
  minify: production,
  sourcemap: !production,
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
};

// Bundled CommonJS parts of the SDKs call require(), which an ES module does not have.
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** @type {import("esbuild").BuildOptions} */
const host = {
  ...shared,
  platform: "node",
  target: "node22",
  external: ["vscode"],
  banner: { js: requireBanner },
};

const builds = [
  // They share most of their code, so they are built together. VS Code is only reached from the first.
  {
    ...host,
    entryPoints: { extension: "src/extension.ts", gateway: "src/headless/main.ts" },
    outdir: "dist",
  },
  // A thread of its own: it shares nothing, so it is one file.
  { ...host, splitting: false, entryPoints: { "ledger-reader": "src/ledger/reader/worker.ts" }, outdir: "dist" },
  {
    ...shared,
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: {
      chat: "webview-ui/chat/main.tsx",
      usage: "webview-ui/usage/main.tsx",
      dashboard: "webview-ui/dashboard/main.tsx",
    },
    outdir: "dist/webview",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
  },
];

// The suites never go into a package.
if (!production) {
  builds.push({
    ...host,
    external: ["vscode", "mocha"],
    entryPoints: ["test/host/development.ts", "test/host/package.ts"],
    outdir: "out/test/host",
  });
}

await rm("dist", { recursive: true, force: true });
// Where vsce puts the package; it does not make the folder.
await mkdir("out", { recursive: true });
if (watch) {
  const contexts = await Promise.all(builds.map((options) => context(options)));
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(builds.map((options) => build(options)));
}
