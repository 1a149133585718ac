import type { ToolCallDeltaPart } from "../../spec/stream.ts";
import { asRecord, type Json } from "../json.ts";
import { newCallId } from "../new-call-id.ts";
import { proofOf } from "./proof.ts";
import type { WireToolCall } from "./wire-chunk.ts";

/** Tells the tool calls of one answer apart. */
export interface ToolCallIndex {
  read(piece: WireToolCall): ToolCallDeltaPart;
  /** Whether there was any. */
  readonly used: boolean;
}

/**
 * A call's pieces share an index, and only the first has its id and name. Gateways to Gemini give every parallel
 * call the index 0, so a new id at a known index begins a new call; some servers leave the index or the id out.
 */
export function createToolCallIndex(providerId: string): ToolCallIndex {
  const calls: { id: string; name: string }[] = [];
  const byWireIndex = new Map<number, number>();

  function indexOf(piece: WireToolCall): number {
    const known = byWireIndex.get(piece.index ?? 0);
    const call = known === undefined ? undefined : calls[known];
    if (known !== undefined && call && (!piece.id || piece.id === call.id)) return known;
    calls.push({ id: piece.id || newCallId(), name: piece.function?.name ?? "" });
    byWireIndex.set(piece.index ?? 0, calls.length - 1);
    return calls.length - 1;
  }

  function signature(piece: WireToolCall): Pick<ToolCallDeltaPart, "signature"> {
    const proof = proofIn(piece);
    return proof ? { signature: { provider: providerId, value: proofOf(proof) } } : {};
  }

  return {
    get used() {
      return calls.length > 0;
    },
    read(piece) {
      const index = indexOf(piece);
      const call = calls[index] ?? { id: "", name: "" };
      call.name ||= piece.function?.name ?? "";
      const given = piece.function?.arguments ?? "";
      return {
        type: "tool-call",
        index,
        id: call.id,
        name: call.name,
        arguments: typeof given === "string" ? given : JSON.stringify(given),
        ...signature(piece),
      };
    },
  };
}

/** What proves the reasoning before a call, where Gemini's OpenAI-compatible servers put it. */
function proofIn({ extra_content: extra, provider_specific_fields: specific }: WireToolCall): Json | undefined {
  if (asRecord(asRecord(extra)?.["google"])?.["thought_signature"] != null) return { extra_content: extra };
  return asRecord(specific)?.["thought_signature"] == null ? undefined : { provider_specific_fields: specific };
}
