import type { FailurePart, FinishPart, MiddlePart } from "../../spec/stream.ts";
import type { StreamParser } from "../answer.ts";
import { InBandError } from "../http/error-report.ts";
import { failed, filtered, truncated, unreadable } from "../http/to-failure.ts";
import { mapResponsesUsage } from "./map-usage.ts";
import {
  createClientCall,
  createCustomCall,
  createFunctionCall,
  createMessage,
  createReasoning,
  type OutputItem,
} from "./output-item.ts";
import type { WireEvent, WireItem, WireResponse } from "./wire-event.ts";

/** Pieces of what an item says, whatever it is. */
const PIECES: ReadonlySet<string> = new Set([
  "response.output_text.delta",
  "response.refusal.delta",
  "response.reasoning_summary_text.delta",
  "response.reasoning_text.delta",
  "response.function_call_arguments.delta",
  "response.custom_tool_call_input.delta",
]);

/** Which kind of item a piece belongs to, where its beginning was not told. */
const ITEM_OF_PIECE: Readonly<Record<string, string>> = {
  "response.reasoning_summary_text.delta": "reasoning",
  "response.reasoning_text.delta": "reasoning",
  "response.function_call_arguments.delta": "function_call",
  "response.custom_tool_call_input.delta": "custom_tool_call",
};

/**
 * Reads the events of a response, of OpenAI and of those that follow it. What did not come in pieces is taken from the
 * items when they are whole, so a whole answer can be read as its items and its last event.
 */
export function createResponsesParser(providerId: string): StreamParser<WireEvent> {
  const items = new Map<number, OutputItem | undefined>();
  let calls = 0;
  let sawEvent = false;
  let answered = false;
  let last: WireResponse | undefined;

  function createItem(item: WireItem): OutputItem | undefined {
    if (item.type === "message") return createMessage();
    if (item.type === "reasoning") return createReasoning(providerId);
    const call = createCall(item);
    if (call) calls += 1;
    return call;
  }

  function createCall(item: WireItem): OutputItem | undefined {
    if (item.type === "function_call") return createFunctionCall(calls, item);
    return item.type === "custom_tool_call" ? createCustomCall(calls, item) : createClientCall(calls, item);
  }

  function itemAt(index: number, item: WireItem): OutputItem | undefined {
    if (!items.has(index)) items.set(index, createItem(item));
    return items.get(index);
  }

  function read(event: WireEvent): readonly MiddlePart[] {
    const { type = "", output_index: index = 0, item } = event;
    if (PIECES.has(type))
      return itemAt(index, { type: ITEM_OF_PIECE[type] ?? "message" })?.piece(event.delta ?? "") ?? [];
    switch (type) {
      case "response.output_item.added":
        return begin(index, item ?? {});
      case "response.output_item.done":
        return item ? (itemAt(index, item)?.done(item) ?? []) : [];
      case "response.reasoning_summary_part.added":
        return event.summary_index ? (items.get(index)?.piece("\n\n") ?? []) : [];
      case "response.completed":
      case "response.incomplete":
        return end(event.response ?? {});
      case "response.failed":
        throw new InBandError({ error: event.response?.error });
      default:
        return [];
    }
  }

  /** A function's name is told before its first argument, as the caller may want to show it. */
  function begin(index: number, item: WireItem): readonly MiddlePart[] {
    const begun = itemAt(index, item);
    if (item.type === "reasoning") return [{ type: "thinking" }];
    return item.type === "function_call" ? (begun?.piece("") ?? []) : [];
  }

  function end(response: WireResponse): readonly MiddlePart[] {
    last = response;
    return response.usage ? [{ type: "usage", usage: mapResponsesUsage(response.usage) }] : [];
  }

  return {
    push(event) {
      if (event.type === "error" || event.error != null) throw new InBandError(event);
      sawEvent = true;
      const parts = read(event);
      answered ||= parts.some((part) => part.type !== "usage" && part.type !== "thinking");
      return parts;
    },
    end() {
      if (!sawEvent) return failed(unreadable("The provider sent an empty answer."));
      return last ? endOf(last, answered, calls > 0) : failed(truncated());
    },
  };
}

function endOf(response: WireResponse, answered: boolean, calledTools: boolean): FinishPart | FailurePart {
  const reason = response.incomplete_details?.reason;
  if (reason === "content_filter") {
    return answered
      ? { type: "finish", reason: "content-filtered" }
      : failed(filtered("The provider's filter stopped the answer.", reason));
  }
  if (reason === "max_output_tokens") return { type: "finish", reason: "length" };
  return { type: "finish", reason: calledTools ? "tool-calls" : "stop" };
}
