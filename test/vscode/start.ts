/** What `npm start` runs: a VS Code with Switchyard in it, ready to be tried. */
import { parseArgs } from "node:util";
import { startDesktop } from "./desktop.ts";
import { startSampleEditor } from "./sample-editor.ts";
import type { SampleEditor } from "./sample-editor.ts";

const usage = `npm start [-- options]

Builds Switchyard and opens it in a real VS Code with a sample project, in your browser.

  --port N         the port to listen on (8479, or any free one where that is taken)
  --no-simulator   begin without the simulator; you need a key or a local server then
  --desktop        use the VS Code that is installed on this machine instead
  --tour           drive a scripted tour without a screen; pictures go to out/tour/
  --help           this text
`;

const usualPort = 8479;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    "no-simulator": { type: "boolean", default: false },
    desktop: { type: "boolean", default: false },
    tour: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const simulator = !values["no-simulator"];

if (values.help) console.log(usage);
else if (values.tour) process.exitCode = await (await import("./tour.ts")).tour();
else if (values.desktop) process.exitCode = await startDesktop(simulator);
else await serve();

/** Serves the editor until it is told to stop. */
async function serve(): Promise<void> {
  const stopped = stopSignal();
  const editor = await start(portOf(values.port));
  console.log(welcome(editor));
  await stopped;
  console.log("\nStopping ...");
  await editor.code.stop();
}

/** On the port that was asked for, or on the usual one, or where that is taken on any. */
async function start(port: number | undefined): Promise<SampleEditor> {
  const options = { name: "start", fresh: false, machineSettings: { "switchyard.simulator.enabled": simulator } };
  try {
    return await startSampleEditor({ ...options, port: port ?? usualPort });
  } catch (error) {
    const taken = error instanceof Error && error.cause === "EADDRINUSE";
    if (!taken || port !== undefined) throw error;
    return startSampleEditor(options);
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number, not ${text}.`);
  return port;
}

function welcome({ code, workspace }: SampleEditor): string {
  const lines = [
    "Switchyard is ready. Open this address in a browser on this machine:",
    "",
    `    ${code.address}`,
    "",
    simulator ? "The simulator answers: no key is needed." : "The simulator is off: add a key or a local server.",
    `The sample project is in ${workspace}; its README says what to try.`,
    "Ctrl-C stops it.",
  ];
  return `\n${lines.join("\n")}\n`;
}

/** Resolves at the first Ctrl-C or polite kill. A second one while it is stopping changes nothing. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}
