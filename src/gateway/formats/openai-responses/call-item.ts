import { asRecord, type Json } from "../../json.ts";
import type { ClientTool } from "./client-tools.ts";
import type { ItemType } from "./item-ids.ts";
import { itemAdded, itemDone, type Emit, type ItemStatus, type OpenItem, type Place } from "./open-item.ts";
import { FREE_INPUT, type ToolKind } from "./tools.ts";

/** A tool call that is being written. */
export interface CallItem extends OpenItem {
  /** The event that begins it. */
  readonly begin: string;
  /** The next piece of the arguments' JSON. */
  push(piece: string): string;
}

/** What kind of item a call of a tool is. */
export function callTypeOf(kind: ToolKind): ItemType {
  if (kind.kind === "client") return kind.tool.callType;
  return kind.kind === "custom" ? "custom_tool_call" : "function_call";
}

export function createCallItem(emit: Emit, place: Place, callId: string, kind: ToolKind): CallItem {
  if (kind.kind === "client") return clientCall(emit, place, callId, kind.tool);
  const { name, namespace } = kind;
  const base = { call_id: callId, name, ...(namespace !== undefined && { namespace }) };
  return kind.kind === "custom" ? customCall(emit, place, base) : functionCall(emit, place, base);
}

function functionCall(emit: Emit, place: Place, base: Json): CallItem {
  const at = { item_id: place.id, output_index: place.index };
  let written = "";
  const itemOf = (status: ItemStatus | "in_progress"): Json => {
    return { id: place.id, type: "function_call", status, arguments: written, ...base };
  };
  let item = itemOf("in_progress");

  function push(piece: string): string {
    if (piece === "") return "";
    written += piece;
    return emit("response.function_call_arguments.delta", { ...at, delta: piece });
  }

  return {
    begin: itemAdded(emit, place, item),
    push,
    close(status) {
      // Some models write nothing where they have nothing to say; clients parse it as JSON.
      const rest = written === "" && status === "completed" ? push("{}") : "";
      item = itemOf(status);
      const done = emit("response.function_call_arguments.done", { ...at, arguments: written, name: base["name"] });
      return rest + done + itemDone(emit, place, item);
    },
    get item() {
      return item;
    },
  };
}

/** The text is inside JSON, so it is written when that is whole. */
function customCall(emit: Emit, place: Place, base: Json): CallItem {
  const at = { item_id: place.id, output_index: place.index };
  let written = "";
  const itemOf = (status: ItemStatus | "in_progress", input: string): Json => {
    return { id: place.id, type: "custom_tool_call", status, input, ...base };
  };
  let item = itemOf("in_progress", "");
  return {
    begin: itemAdded(emit, place, item),
    push(piece) {
      written += piece;
      return "";
    },
    close(status) {
      const input = freeInput(written);
      item = itemOf(status, input);
      return (
        emit("response.custom_tool_call_input.delta", { ...at, delta: input }) +
        emit("response.custom_tool_call_input.done", { ...at, input }) +
        itemDone(emit, place, item)
      );
    },
    get item() {
      return item;
    },
  };
}

/** A model that knows the tool may write its input as it is, and not as an argument. */
function freeInput(written: string): string {
  const input = argumentsIn(written)?.[FREE_INPUT];
  return typeof input === "string" ? input : written;
}

function clientCall(emit: Emit, place: Place, callId: string, tool: ClientTool): CallItem {
  let written = "";
  const itemOf = (status: ItemStatus | "in_progress"): Json => ({
    id: place.id,
    type: tool.callType,
    status,
    call_id: callId,
    [tool.field]: tool.deed(argumentsIn(written) ?? {}),
    ...tool.extras,
  });
  let item = itemOf("in_progress");
  return {
    begin: itemAdded(emit, place, item),
    push(piece) {
      written += piece;
      return "";
    },
    close(status) {
      item = itemOf(status);
      return itemDone(emit, place, item);
    },
    get item() {
      return item;
    },
  };
}

function argumentsIn(written: string): Json | undefined {
  try {
    return asRecord(JSON.parse(written));
  } catch {
    return undefined;
  }
}
