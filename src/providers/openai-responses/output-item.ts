import type { MiddlePart } from "../../spec/stream.ts";
import { newCallId } from "../new-call-id.ts";
import { signatureValue } from "./signature.ts";
import type { WireItem, WirePiece } from "./wire-event.ts";

/** What has been read of an item of the answer. */
export interface OutputItem {
  /** The events of its text, or of its arguments. */
  piece(delta: string): readonly MiddlePart[];
  /** The whole item: what had not come in pieces. */
  done(item: WireItem): readonly MiddlePart[];
}

/** Text: refusals are the model's words too. */
export function createMessage(): OutputItem {
  let said = false;
  const piece = (text: string): readonly MiddlePart[] => {
    said ||= text !== "";
    return text === "" ? [] : [{ type: "text", text }];
  };
  return {
    piece,
    done: ({ content }) => (said ? [] : piece((content ?? []).map((each) => each.text ?? each.refusal ?? "").join(""))),
  };
}

/** Reasoning, or its summary. Its seal comes with the whole item. */
export function createReasoning(providerId: string): OutputItem {
  let said = false;
  const piece = (text: string): readonly MiddlePart[] => {
    said ||= text !== "";
    return text === "" ? [] : [{ type: "reasoning", text }];
  };
  return {
    piece,
    done({ content, summary, encrypted_content: sealed }) {
      const rest = said ? [] : piece(textOf(content?.length ? content : summary));
      if (!sealed) return rest;
      return [
        ...rest,
        { type: "reasoning", text: "", signature: { provider: providerId, value: signatureValue(sealed) } },
      ];
    },
  };
}

function textOf(pieces: readonly WirePiece[] | null | undefined): string {
  return (pieces ?? []).map(({ text }) => text ?? "").join("\n\n");
}

/** A call of a function. */
export function createFunctionCall(index: number, item: WireItem): OutputItem {
  const id = item.call_id || newCallId();
  const name = fullName(item);
  let written = false;
  const piece = (text: string): readonly MiddlePart[] => {
    written ||= text !== "";
    return [{ type: "tool-call", index, id, name, arguments: text }];
  };
  return {
    piece,
    done: ({ arguments: whole }) => (written || typeof whole !== "string" || whole === "" ? [] : piece(whole)),
  };
}

/** With the group that the tool belongs to, as the gateway names it for models that know of no groups. */
function fullName({ name = "", namespace }: WireItem): string {
  if (!namespace) return name;
  return namespace.endsWith("__") ? namespace + name : `${namespace}__${name}`;
}

/** A call with any text becomes one with an argument `input`, written as JSON piece by piece. */
export function createCustomCall(index: number, item: WireItem): OutputItem {
  const call = createFunctionCall(index, item);
  let written = false;
  const piece = (text: string): readonly MiddlePart[] => {
    const start = written ? "" : '{"input":"';
    written = true;
    return call.piece(start + JSON.stringify(text).slice(1, -1));
  };
  return { piece, done: ({ input }) => [...(written ? [] : piece(input ?? "")), ...call.piece('"}')] };
}

/** What the client is to do itself, by the type of its call: the tool's name, and the field that says what. */
const CLIENT_CALLS: Readonly<Record<string, readonly [string, "action" | "operation" | "arguments"]>> = {
  local_shell_call: ["local_shell", "action"],
  shell_call: ["shell", "action"],
  apply_patch_call: ["apply_patch", "operation"],
  tool_search_call: ["tool_search", "arguments"],
};

/** A call of a tool of the client's, which is of use when it is whole; undefined for other items. */
export function createClientCall(index: number, { type = "", call_id }: WireItem): OutputItem | undefined {
  const [name, field] = CLIENT_CALLS[type] ?? [];
  // A search without an id was done at the provider.
  if (name === undefined || field === undefined || !call_id) return undefined;
  return {
    piece: () => [],
    done: (item) => [{ type: "tool-call", index, id: call_id, name, arguments: JSON.stringify(item[field] ?? {}) }],
  };
}
