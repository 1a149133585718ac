import type { Failure } from "../../spec/failure.ts";
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

  /** The model could not do what this request needs; `failure` is what it said. */
  remember(route: Route, request: ModelRequest, { message }: Failure): void {
    // It was about those, and nothing was asked of the model.
    if (request.kind !== "embed" && request.untranslatable?.length) return;
    const needs = needsOf(request);
    if (needs.length === 0 || isAboutSomethingElse(message, needs)) return;
    this.#refused.set(modelKey(route), needs);
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

/** How a provider calls each, when it says that it cannot do it. */
const words: Readonly<Record<Need, RegExp>> = {
  "fill-in-the-middle": /suffix|fill|fim|infill|insert/i,
  tools: /tool|function/i,
  pictures: /image|picture|vision|visual|multi-?modal/i,
  embeddings: /embed/i,
};

const parameters =
  /parameter|argument|temperature|top_?[pk]\b|penalt|seed|stop|logprob|effort|thinking|budget|verbosity|response_format|schema|stream_options|service_tier|cache_control/i;

/** Whether a refusal speaks of some parameter, and of nothing that the request needs. */
function isAboutSomethingElse(message: string, needs: readonly Need[]): boolean {
  return parameters.test(message) && !needs.some((need) => words[need].test(message));
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
