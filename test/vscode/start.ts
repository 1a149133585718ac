/**
 * `npm start`: builds the extension and opens it in a real VS Code, with a sample project and the simulator on.
 */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { installVSCode } from "./install.ts";
import { outDir, repoRoot } from "./paths.ts";
import { startVSCode } from "./server.ts";
import { freshWorkspace } from "./workspace.ts";

const help = `npm start              opens a VS Code of its own in your browser; prints its address
npm start -- --port N  on this port of this machine
npm start -- --no-simulator   without the simulator: add a key to begin
npm start -- --desktop        in your own VS Code (the command \`code\`)
npm start -- --tour           drives a scripted tour without a screen; pictures go to out/tour/`;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    simulator: { type: "boolean", default: true },
    desktop: { type: "boolean", default: false },
    tour: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
  allowNegative: true,
});

if (values.help) console.log(help);
else await start();

async function start(): Promise<void> {
  build();
  if (values.desktop) return desktop();
  await installVSCode();
  if (values.tour) {
    const { tour } = await import("./tour.ts");
    process.exitCode = await tour();
    return;
  }
  await serve();
}

async function serve(): Promise<void> {
  const dataDir = path.join(outDir, "vscode/start");
  const code = await startVSCode({
    dataDir,
    open: { folder: await freshWorkspace(path.join(dataDir, "workspace")), extensionPath: repoRoot },
    machineSettings: { "switchyard.simulator.enabled": values.simulator },
    // Only with its test driver does a built workbench load an extension from a folder.
    driver: true,
    ...(values.port !== undefined && { port: Number(values.port) }),
  });
  console.log(`
  Switchyard runs in VS Code at

    ${code.address}

  Open it in a browser on this machine. ${values.simulator ? "The simulator is on: no key is needed, nothing is paid." : 'The simulator is off: run "Switchyard: Add API Key…" first.'}
  Ctrl-C stops it.
`);
  const stopped = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopped.resolve());
  await stopped.promise;
  await code.stop();
  console.log("Stopped.");
}

async function desktop(): Promise<void> {
  if (spawnSync("code", ["--version"]).status !== 0) {
    throw new Error(
      "The command `code` is not on your PATH. In VS Code, run \"Shell Command: Install 'code' command in PATH\".",
    );
  }
  const workspace = await freshWorkspace(path.join(outDir, "vscode/desktop-workspace"));
  spawn("code", [`--extensionDevelopmentPath=${repoRoot}`, "--new-window", workspace], { stdio: "inherit" });
}
