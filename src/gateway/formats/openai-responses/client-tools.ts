import type { ToolDefinition } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import type { ItemType } from "./item-ids.ts";

/**
 * A tool that this format has of its own and that the client runs. Other models get it as a function whose arguments
 * are what its call says, and calls of that function become calls of the tool.
 */
export interface ClientTool {
  readonly definition: ToolDefinition;
  readonly callType: ItemType;
  /** The field of a call that holds what is to be done. */
  readonly field: string;
  /** What that field holds, from the function's arguments; with all that clients rely on even where these are wrong. */
  deed(args: Json): Json;
  /** What a call says besides. */
  readonly extras?: Json;
}

const TEXT = { type: "string" } as const;
const WHOLE = { type: "integer" } as const;
const TEXTS = { type: "array", items: TEXT } as const;

const localShell: ClientTool = {
  definition: {
    name: "local_shell",
    description: "Runs a command on the user's machine and gives its output.",
    parameters: objectOf(
      {
        command: { ...TEXTS, description: "The program and its arguments, each one an item." },
        working_directory: TEXT,
        timeout_ms: WHOLE,
        env: { type: "object", additionalProperties: TEXT },
      },
      ["command"],
    ),
  },
  callType: "local_shell_call",
  field: "action",
  deed: (args) => ({ ...args, type: "exec", command: textsIn(args["command"]), env: asRecord(args["env"]) ?? {} }),
};

const shell: ClientTool = {
  definition: {
    name: "shell",
    description: "Runs shell commands on the user's machine and gives the output of each.",
    parameters: objectOf(
      {
        commands: { ...TEXTS, description: "Command lines, run side by side." },
        timeout_ms: WHOLE,
        max_output_length: { ...WHOLE, description: "Most characters of output." },
      },
      ["commands"],
    ),
  },
  callType: "shell_call",
  field: "action",
  deed: (args) => ({
    commands: textsIn(args["commands"]),
    timeout_ms: args["timeout_ms"] ?? null,
    max_output_length: args["max_output_length"] ?? null,
  }),
  extras: { environment: { type: "local" } },
};

const applyPatch: ClientTool = {
  definition: {
    name: "apply_patch",
    description:
      "Creates, updates or deletes one file. The diff is in the V4A format: hunks that begin with @@, lines that begin with a space, + or -.",
    parameters: objectOf(
      {
        type: { type: "string", enum: ["create_file", "update_file", "delete_file"] },
        path: TEXT,
        diff: { ...TEXT, description: "What changes; needed unless the file is deleted." },
      },
      ["type", "path"],
    ),
  },
  callType: "apply_patch_call",
  field: "operation",
  deed: (args) => {
    const { type = "update_file", path = "", diff = "" } = args;
    return { type, path, ...(type !== "delete_file" && { diff }) };
  },
};

/** By the `type` that a request's `tools` have. */
export const CLIENT_TOOLS: ReadonlyMap<string, ClientTool> = new Map([
  ["local_shell", localShell],
  ["shell", shell],
  ["apply_patch", applyPatch],
]);

/** The search for further tools, where the client does it: its request says what it is and takes. */
export function toolSearch(tool: Json): ClientTool {
  const { description, parameters } = tool;
  return {
    definition: {
      name: "tool_search",
      description: typeof description === "string" ? description : "Searches for further tools.",
      parameters: asRecord(parameters) ?? objectOf({ query: TEXT }, ["query"]),
    },
    callType: "tool_search_call",
    field: "arguments",
    deed: (args) => args,
    extras: { execution: "client" },
  };
}

function objectOf(properties: Json, required: readonly string[]): Json {
  return { type: "object", properties, required };
}

function textsIn(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === "string");
}
