import type { ToolDefinition } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { optionalFlag, optionalRecord, optionalText, pathOf, records, text } from "../reading.ts";
import { CLIENT_TOOLS, toolSearch, type ClientTool } from "./client-tools.ts";
import type { JoinedInput } from "./joined-input.ts";
import type { Limits } from "./limits.ts";
import { offeredName } from "./offered-name.ts";

/** What a call of an offered tool is in this format. */
export type ToolKind =
  | { readonly kind: "function" | "custom"; readonly name: string; readonly namespace?: string }
  | { readonly kind: "client"; readonly tool: ClientTool };

/** The tools that a model is offered, whatever they are in this format. */
export interface ToolBook {
  readonly definitions: readonly ToolDefinition[];
  /** What a tool is, by the name under which it is offered; a plain function if it is not known. */
  kindOf(offered: string): ToolKind;
}

interface Offer {
  readonly definition: ToolDefinition;
  readonly kind: ToolKind;
}

/**
 * Tools that run at OpenAI and that agents offer whether they are needed or not: an answer without them is still one.
 * A search for tools that are all offered anyway is not missed at all.
 */
const DISPENSABLE = /^(?:web_search|image_generation$|programmatic_tool_calling$|tool_search$)/;

/** The one argument of a tool that takes any text, when it is offered as a function. */
export const FREE_INPUT = "input";

/** The tools of a request, and those that came up in the conversation. @throws BadRequest */
export function readTools(body: Json, { items, remembered }: JoinedInput, limits: Limits): ToolBook {
  const offers = new Map<string, Offer>();
  const add = (holder: Json, at: string): void => {
    for (const [index, tool] of records(holder, "tools", at).entries()) {
      for (const offer of offersOf(tool, `${pathOf(at, "tools")}[${index}]`, limits)) {
        offers.set(offer.definition.name, offer);
      }
    }
  };
  add(body, "");
  for (const [index, item] of items.entries()) {
    const bringsTools = item["type"] === "additional_tools" || item["type"] === "tool_search_output";
    if (bringsTools) add(item, `input[${index - remembered}]`);
  }
  return {
    definitions: [...offers.values()].map(({ definition }) => definition),
    kindOf: (offered) => offers.get(offered)?.kind ?? { kind: "function", name: offered },
  };
}

function offersOf(tool: Json, at: string, limits: Limits): readonly Offer[] {
  const type = text(tool, "type", at);
  switch (type) {
    case "function":
      return [functionOffer(tool, at, undefined)];
    case "custom":
      return [customOffer(tool, at, undefined)];
    case "namespace":
      return namespaceOffers(tool, at);
    default: {
      const own = clientToolOf(tool, type);
      if (own) return [{ definition: own.definition, kind: { kind: "client", tool: own } }];
      (DISPENSABLE.test(type) ? limits.droppable : limits.untranslatable).add(`tools (${type})`);
      return [];
    }
  }
}

function clientToolOf(tool: Json, type: string): ClientTool | undefined {
  if (type === "tool_search") return tool["execution"] === "client" ? toolSearch(tool) : undefined;
  const environment = asRecord(tool["environment"])?.["type"];
  // In a container of OpenAI's it is no tool of the client's.
  return environment === undefined || environment === "local" ? CLIENT_TOOLS.get(type) : undefined;
}

/** A group of tools, as Codex has one for each MCP server. */
function namespaceOffers(group: Json, at: string): readonly Offer[] {
  const namespace = text(group, "name", at);
  return records(group, "tools", at).map((tool, index) => {
    const inside = `${pathOf(at, "tools")}[${index}]`;
    return tool["type"] === "custom" ? customOffer(tool, inside, namespace) : functionOffer(tool, inside, namespace);
  });
}

function functionOffer(tool: Json, at: string, namespace: string | undefined): Offer {
  const name = text(tool, "name", at);
  const strict = optionalFlag(tool, "strict", at);
  return {
    definition: {
      name: offeredName(name, namespace),
      description: optionalText(tool, "description", at) ?? "",
      parameters: optionalRecord(tool, "parameters", at) ?? { type: "object", properties: {} },
      ...(strict !== undefined && { strict }),
    },
    kind: { kind: "function", name, ...(namespace !== undefined && { namespace }) },
  };
}

/** A tool that takes any text. Other models have only functions, so the text is their one argument. */
function customOffer(tool: Json, at: string, namespace: string | undefined): Offer {
  const name = text(tool, "name", at);
  const format = optionalRecord(tool, "format", at);
  const grammar = format?.["type"] === "grammar" ? format : undefined;
  const describes = grammar
    ? `The input, in plain text that follows this ${String(grammar["syntax"])} grammar:\n${String(grammar["definition"])}`
    : "The input, in plain text.";
  return {
    definition: {
      name: offeredName(name, namespace),
      description: optionalText(tool, "description", at) ?? "",
      parameters: {
        type: "object",
        properties: { [FREE_INPUT]: { type: "string", description: describes } },
        required: [FREE_INPUT],
        additionalProperties: false,
      },
    },
    kind: { kind: "custom", name, ...(namespace !== undefined && { namespace }) },
  };
}
