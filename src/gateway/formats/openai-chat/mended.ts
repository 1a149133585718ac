import type { Json } from "../../json.ts";
import { withoutEndlessLimit } from "./endless-limit.ts";
import { nestedChoice, nestedTools } from "./flat-tools.ts";
import { fromInput } from "./from-input.ts";

/**
 * A request as its format has it, where it is known what a caller that departs from that means: for a provider of the
 * format it would be wrong, too. @throws BadRequest
 */
export function mended(body: Json): Json {
  const sent = withoutEndlessLimit(fromInput(body));
  const tools = nestedTools(sent["tools"]);
  const choice = nestedChoice(sent["tool_choice"]);
  if (tools === sent["tools"] && choice === sent["tool_choice"]) return sent;
  return { ...sent, ...(tools !== undefined && { tools }), ...(choice !== undefined && { tool_choice: choice }) };
}
