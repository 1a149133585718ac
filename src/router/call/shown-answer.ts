import { textTokens } from "../../spec/prompt-tokens.ts";
import type { ChatRequest, FillRequest, ModelRequest } from "../../spec/request.ts";
import { sumOfUsage } from "../../spec/usage-sum.ts";
import type { Usage } from "../../spec/usage.ts";
import { continueRequest } from "../continuation/continuation-request.ts";
import { Seam } from "../continuation/seam.ts";
import type { AttemptBatch, AttemptPart } from "../attempt/attempt.ts";

/** Tokens that the rest of a gap may always take. */
const leastRest = 16;

/**
 * What of the answer was shown, over the attempt that began it and the one that goes on with it. Text that was shown is
 * never taken back, never repeated and never left out.
 */
export class ShownAnswer {
  #text = "";
  /** Something was shown that cannot be continued, such as a tool call. */
  #moreThanProse = false;
  #seam: Seam | undefined;
  #lost = false;
  #spent: Usage | undefined;

  /** The answer goes on somewhere else than where it began, and what came there does not fit to what was shown. */
  get lost(): boolean {
    return this.#lost;
  }

  /**
   * The request with which another model goes on, or undefined where it cannot: the answer is not prose, or the request
   * is one that is never continued. `spent` is what was used so far.
   */
  continuation(request: ModelRequest, spent: Usage | undefined): ModelRequest | undefined {
    if (this.#moreThanProse || request.kind === "embed") return undefined;
    if (request.kind === "fill") return this.#fillTheRest(request, spent);
    const next = this.#text.trim() === "" ? asking(request) : continueRequest(request, this.#text);
    if (!next) return undefined;
    this.#seam = next.anchor === "" ? undefined : new Seam(this.#text, next.anchor);
    this.#spent = spent;
    return next.request;
  }

  /** What was filled in stands before the gap now. */
  #fillTheRest({ verbatim: _, ...request }: FillRequest, spent: Usage | undefined): FillRequest {
    this.#spent = spent;
    const left = request.maxOutputTokens - textTokens(this.#text.length);
    return { ...request, prefix: request.prefix + this.#text, maxOutputTokens: Math.max(leastRest, left) };
  }

  /** What of the next part is shown. */
  show(part: AttemptPart | AttemptBatch): readonly AttemptPart[] {
    switch (part.type) {
      case "text":
        return this.#seam ? texts(this.#grow(this.#seam.push(part.text))) : (this.#grow(part.text), [part]);
      case "tool-call":
        this.#moreThanProse = true;
        return [part];
      case "usage":
        return [this.#spent ? { type: "usage", usage: sumOfUsage(this.#spent, part.usage) } : part];
      case "finish":
        return this.#finish(part);
      case "reasoning":
      case "frame":
        return [part];
      case "batch":
        return part.parts.flatMap((one) => this.show(one));
    }
  }

  #finish(part: AttemptPart): readonly AttemptPart[] {
    const end = this.#seam?.end();
    if (!end) return [part];
    this.#lost = end.verdict === "lost";
    return this.#lost ? [] : [...texts(this.#grow(end.text)), part];
  }

  #grow(text: string): string {
    this.#text += text;
    return text;
  }
}

/** Nothing was said yet, so it is asked afresh. */
function asking(request: ChatRequest): { readonly request: ChatRequest; readonly anchor: string } {
  return { request, anchor: "" };
}

function texts(text: string): readonly AttemptPart[] {
  return text === "" ? [] : [{ type: "text", text }];
}
