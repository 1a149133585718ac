import type { Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import { modelKey } from "../model-key.ts";

/** What a request asks of a model beyond plain chat. */
export type Need = "fill-in-the-middle" | "tools" | "pictures" | "embeddings";

/**
 * What models have refused as beyond them, so that they are not asked for it again. It says nothing about their health.
 * A plain chat needs nothing special, so a refusal of one is not remembered: it was about some parameter.
 */
export class CapabilityMemory {
  readonly #refused = new Map<string, readonly Need[]>();

  /** The model could not do what this request needs. */
  remember(route: Route, request: ModelRequest): void {
    // It was about those, and nothing was asked of the model.
    if (request.kind !== "embed" && request.untranslatable?.length) return;
    const needs = needsOf(request);
    if (needs.length > 0) this.#refused.set(modelKey(route), needs);
  }

  /** What the route's model is known not to do and this request needs, as a phrase; undefined where nothing speaks against it. */
  lacks(route: Route, request: ModelRequest): string | undefined {
    const refused = this.#refused.get(modelKey(route));
    if (!refused) return undefined;
    const needs = needsOf(request);
    return refused.every((need) => needs.includes(need)) ? refused.join(" with ") : undefined;
  }

  /** Forgets what is known of the route's model. */
  forget(route: Route): void {
    this.#refused.delete(modelKey(route));
  }
}

/** What the request needs, none for a plain chat. */
export function needsOf(request: ModelRequest): readonly Need[] {
  if (request.kind === "fill") return ["fill-in-the-middle"];
  if (request.kind === "embed") return ["embeddings"];
  const needs: Need[] = [];
  if (request.tools && request.tools.length > 0) needs.push("tools");
  if (request.messages.some(({ content }) => content.some(({ type }) => type === "image"))) needs.push("pictures");
  return needs;
}
