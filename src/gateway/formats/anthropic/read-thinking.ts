import type { ChatRequest, ReasoningEffort } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalNumber, optionalRecord, optionalText, text } from "../reading.ts";

const EFFORTS: ReadonlyMap<string, ReasoningEffort> = new Map([
  ["low", "low"],
  ["medium", "medium"],
  ["high", "high"],
  ["xhigh", "xhigh"],
  ["max", "xhigh"],
]);

/**
 * How much is to be thought, from `thinking` and `output_config.effort`. Thinking that is left to the model is as much
 * as it usually does. @throws BadRequest
 */
export function readThinking(body: Json): Pick<ChatRequest, "effort" | "reasoningTokens"> {
  const thinking = optionalRecord(body, "thinking");
  const type = thinking && text(thinking, "type", "thinking");
  if (type === "disabled") return { effort: "none" };
  const effort = readEffort(body);
  const most =
    type === "enabled" && thinking
      ? optionalNumber(thinking, "budget_tokens", { least: 1, whole: true, at: "thinking" })
      : undefined;
  return { ...(effort && { effort }), ...(most !== undefined && { reasoningTokens: most }) };
}

function readEffort(body: Json): ReasoningEffort | undefined {
  const config = optionalRecord(body, "output_config");
  const word = config && optionalText(config, "effort", "output_config");
  if (word === undefined) return undefined;
  const effort = EFFORTS.get(word);
  if (effort) return effort;
  throw new BadRequest(
    `output_config.effort must be one of ${[...EFFORTS.keys()].join(", ")}.`,
    "output_config.effort",
  );
}
