import { parseArgs } from "node:util";
import { settings } from "../manifest/settings.ts";

/** What the command line asks for. */
export type Flags =
  | { readonly kind: "serve"; readonly config: string; readonly port?: number }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  /** It cannot be understood; one sentence. */
  | { readonly kind: "wrong"; readonly message: string };

export const usage = `Usage: switchyard-gateway --config FILE [--port N]

Serves the models of FILE on 127.0.0.1 as OpenAI, Anthropic and Gemini do.

  --config FILE  what to serve: settings and the names of the variables that hold the keys, as JSON
  --port N       the port; 0 takes any free one; "gateway.port" of FILE unless given, else ${settings["gateway.port"].default}
  --help         prints this
  --version      prints the version

SWITCHYARD_TOKEN   the secret that callers show, unless the file names another variable; a fresh one at each start unless set

Once it serves, one line of JSON is printed: {"url":"...","token":"..."}. All else goes to stderr.
`;

/** Reads the command line, without the program's name. */
export function readFlags(args: readonly string[]): Flags {
  const parsed = parse(args);
  if (typeof parsed === "string") return { kind: "wrong", message: parsed };
  const { config, port, help, version } = parsed;
  if (help === true) return { kind: "help" };
  if (version === true) return { kind: "version" };
  if (config === undefined || config === "") {
    return { kind: "wrong", message: "--config names no file; --help tells more" };
  }
  if (port === undefined) return { kind: "serve", config };
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Infinity;
  if (number > 65_535) return { kind: "wrong", message: "--port is a number from 0 to 65535" };
  return { kind: "serve", config, port: number };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: "string" },
        port: { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
