import { asRecord, asRecords, type Json } from "../json.ts";
import { missesThinking } from "./messages.ts";
import { generationOf, thinkingParams } from "./model-traits.ts";
import { LEAST_BUDGET } from "./thinking.ts";

/**
 * A caller's own request with its thinking as this model takes it. It may have been written for another model, whose name
 * means this one here; its limit may have been lowered since; and the last turn may be another model's, whose thinking is
 * gone. The models of other vendors are known to nobody here, and get only a budget below the limit.
 */
export function fitThinking(body: Readonly<Json>, model: string): Readonly<Json> {
  const asked = asRecord(body["thinking"]);
  const generation = generationOf(model);
  const thinking = asked && fitted(asked, body, model, generation);
  const config = generation === undefined ? body["output_config"] : fitEffort(body["output_config"], model, generation);
  if (thinking === asked && config === body["output_config"]) return body;
  const { thinking: _, output_config: __, ...rest } = body;
  return {
    ...(asked && !thinking ? withoutCare(rest) : rest),
    ...(thinking && { thinking }),
    ...(config !== undefined && { output_config: config }),
  };
}

/** The thinking that is asked for; nothing where it has to be left out. */
function fitted(asked: Json, body: Readonly<Json>, model: string, generation: number | undefined): Json | undefined {
  switch (asked["type"]) {
    case "enabled":
      // From 4.7 on a model decides by itself how much it thinks.
      if (generation !== undefined && generation >= 4.7) return { type: "adaptive", display: "summarized" };
      return withBudget(asked, asked["budget_tokens"], body, generation);
    case "adaptive":
      if (generation === undefined || generation >= 4.6) return asked;
      return withBudget({ type: "enabled" }, limitOf(body) / 2, body, generation);
    case "disabled": {
      const { params } = thinkingParams(model, "least");
      // Some can be kept from it in no way, and say so by another field.
      return params.thinking ? { ...params.thinking } : params.output_config ? undefined : asked;
    }
    default:
      return asked;
  }
}

function withBudget(
  thinking: Json,
  wanted: unknown,
  body: Readonly<Json>,
  generation: number | undefined,
): Json | undefined {
  const isKnown = generation !== undefined;
  if (isKnown && (generation < 3.7 || missesThinking(turnsOf(body)))) return undefined;
  if (typeof wanted !== "number") return thinking;
  const most = limitOf(body) - 1;
  if (most < LEAST_BUDGET) return undefined;
  if (thinking["budget_tokens"] === wanted && wanted <= most) return thinking;
  return { ...thinking, budget_tokens: Math.max(Math.min(Math.floor(wanted), most), LEAST_BUDGET) };
}

/** A request whose tokens are only counted has none. */
function limitOf({ max_tokens: limit }: Readonly<Json>): number {
  return typeof limit === "number" ? limit : 32_000;
}

function turnsOf(body: Readonly<Json>): Parameters<typeof missesThinking>[0] {
  return asRecords(body["messages"]).map(({ role, content }) => ({ role, content: asRecords(content) }));
}

/** Opus has an effort since 4.5, the others since 4.6, and the highest but one came with 4.7. */
function fitEffort(asked: unknown, model: string, generation: number): unknown {
  const config = asRecord(asked);
  if (config?.["effort"] === undefined) return asked;
  const { effort, ...rest } = config;
  if (generation < (model.includes("opus") ? 4.5 : 4.6)) return Object.keys(rest).length > 0 ? rest : undefined;
  return effort === "xhigh" && generation < 4.7 ? { ...rest, effort: "high" } : asked;
}

/** Old thinking is not to be cleared away where there is no thinking: that is refused. */
function withoutCare({ context_management: care, ...rest }: Readonly<Json>): Readonly<Json> {
  const managed = asRecord(care);
  if (!managed) return rest;
  const edits = asRecords(managed["edits"]).filter(({ type }) => !String(type).startsWith("clear_thinking"));
  return edits.length > 0 ? { ...rest, context_management: { ...managed, edits } } : rest;
}
