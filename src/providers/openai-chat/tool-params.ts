import type { ChatCompletionTool, ChatCompletionToolChoiceOption } from "openai/resources/chat/completions";
import type { ChatRequest, ToolDefinition } from "../../spec/request.ts";
import type { Quirks } from "./quirks.ts";
import { canBeStrict } from "./strict-schema.ts";

/** What a request says of tools; nothing where it has none, since a choice without tools is refused. */
export function toolParams(
  request: ChatRequest,
  model: string,
  quirks: Quirks,
): {
  readonly tools?: ChatCompletionTool[];
  readonly tool_choice?: ChatCompletionToolChoiceOption;
  readonly parallel_tool_calls?: boolean;
} {
  if (!request.tools?.length) return {};
  const choice = request.toolChoice;
  // The o-series has no such parameter.
  const mayForbidParallel = quirks.parallelToolCalls && !/(?:^|\/)o\d/.test(model);
  return {
    // In the order given: another order loses the prompt cache.
    tools: request.tools.map((tool) => toTool(tool, quirks)),
    ...(choice !== undefined && {
      tool_choice: typeof choice === "string" ? choice : { type: "function", function: { name: choice.name } },
    }),
    ...(mayForbidParallel && request.parallelToolCalls === false && { parallel_tool_calls: false }),
  };
}

function toTool({ name, description, parameters, strict }: ToolDefinition, quirks: Quirks): ChatCompletionTool {
  const isStrict = quirks.strictTools && strict === true && canBeStrict(parameters);
  return {
    type: "function",
    function: { name, description, parameters: { ...parameters }, ...(isStrict && { strict: true }) },
  };
}
