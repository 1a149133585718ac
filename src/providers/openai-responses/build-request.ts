import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseTextConfig,
} from "openai/resources/responses/responses";
import type { AnswerFormat, ChatRequest, ToolDefinition } from "../../spec/request.ts";
import type { Provider } from "../../spec/provider.ts";
import type { ChatCall } from "../dialect.ts";
import { effortOf } from "../effort.ts";
import { lowestEffort, nearestEffort } from "../openai-chat/openai-effort.ts";
import { canBeStrict } from "../openai-chat/strict-schema.ts";
import { inputItems } from "./input-items.ts";

/** OpenAI takes no smaller limit of an answer here. */
const LEAST_OUTPUT = 16;

/**
 * The body of a response for a reasoning model of OpenAI's: these take no temperature and no stops. Nothing is kept at
 * OpenAI, so the reasoning comes sealed and goes back with the conversation.
 */
export function buildRequest({ request, model }: ChatCall, provider: Provider): ResponseCreateParamsStreaming {
  const { system, maxOutputTokens, format, parallelToolCalls, toolChoice, tools = [] } = request;
  const known = provider.models.find(({ id }) => id === model)?.maxOutputTokens;
  const effort = effortFor(request, model);
  return {
    model,
    // Built here and handed over; the SDK's type only lacks the `readonly`.
    input: [...inputItems(request.messages, provider.id)],
    stream: true,
    store: false,
    include: ["reasoning.encrypted_content"],
    ...(system && { instructions: system }),
    ...(maxOutputTokens !== undefined && {
      max_output_tokens: Math.max(LEAST_OUTPUT, Math.min(maxOutputTokens, known ?? maxOutputTokens)),
    }),
    ...(effort && { reasoning: { effort } }),
    ...(format && { text: { format: formatOf(format) } }),
    // In the order given: another order loses the prompt cache.
    ...(tools.length > 0 && { tools: tools.map(toTool) }),
    ...(toolChoice !== undefined && {
      tool_choice: typeof toolChoice === "string" ? toolChoice : { type: "function", name: toolChoice.name },
    }),
    ...(parallelToolCalls !== undefined && { parallel_tool_calls: parallelToolCalls }),
  };
}

function effortFor(request: ChatRequest, model: string): ReturnType<typeof effortOf> {
  const wanted = effortOf(request);
  const lowest = lowestEffort(model);
  return wanted === undefined || lowest === undefined ? undefined : nearestEffort(wanted, model, lowest);
}

/** Here tools are strict unless it is said that they are not. */
function toTool({ name, description, parameters, strict }: ToolDefinition): FunctionTool {
  const isStrict = strict === true && canBeStrict(parameters);
  return { type: "function", name, description, parameters: { ...parameters }, strict: isStrict };
}

function formatOf(format: AnswerFormat): NonNullable<ResponseTextConfig["format"]> {
  if (format.kind === "json") return { type: "json_object" };
  const { name, schema, description, strict } = format;
  return {
    type: "json_schema",
    name,
    schema: { ...schema },
    ...(description !== undefined && { description }),
    strict: strict === true && canBeStrict(schema),
  };
}
