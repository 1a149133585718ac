import type { CallEvent, EndEvent } from "../../router/events.ts";
import type { CallQuery } from "../../router/types.ts";
import type { Route } from "../../spec/provider.ts";
import type { FramePart } from "../../spec/stream.ts";
import type { AnswerFacts, AnswerPart, Ask, Format, WholeAnswer } from "../formats/format.ts";
import { sendProblem, type Exchange } from "../http/exchange.ts";
import type { GatewayPorts } from "../ports.ts";
import { problemFrom, problemOf, type Problem } from "../problem.ts";
import { callHeaders, endHeaders } from "./call-headers.ts";
import { CallIds } from "./call-ids.ts";
import { Collected } from "./collected.ts";

/** What a call is answered with. */
export interface Answering {
  readonly ports: GatewayPorts;
  readonly exchange: Exchange;
  readonly format: Format;
  readonly ask: Ask;
  readonly query: CallQuery;
  /** Whether a streamed answer comes as one JSON list instead of events. */
  readonly asList: boolean;
  /** Told of the answer once it is whole. */
  readonly note: (answer: WholeAnswer) => void;
}

/** Writes the answer of one call, event by event: what both ways of writing one have in common. */
export abstract class AnswerWriter {
  protected readonly answering: Answering;
  protected readonly collected = new Collected();
  /** The provider's own words go through as they are. */
  protected isPassing = false;
  readonly #callIds: CallIds;
  /** The route that is asked, or answers. */
  #route: Route | undefined;
  #callId = "";
  #attempts = 0;

  constructor(answering: Answering) {
    this.answering = answering;
    this.#callIds = new CallIds(answering.ask.request, answering.ports.newId);
  }

  /** Takes the call's next event. Resolves when more may be written; undefined when it may at once. */
  take(event: CallEvent): Promise<void> | undefined {
    switch (event.type) {
      case "attempt":
        this.#callId = event.callId;
        this.#attempts = event.index + 1;
        this.#route = event.route;
        return undefined;
      case "answering":
        this.#route = event.route;
        return undefined;
      case "broken":
        return this.brokeOff();
      case "failover":
      case "wait":
        return undefined;
      case "frame":
        this.answering.ask.passed?.(event);
        return this.frame(event);
      case "end":
        this.end(event);
        return undefined;
      default: {
        // What went through as it was has its ids already.
        const part = this.isPassing ? event : this.#callIds.apart(event);
        this.collected.add(part);
        return this.part(part);
      }
    }
  }

  /** A piece of the answer as the provider wrote it; the parts that were read from it follow. */
  protected abstract frame(frame: FramePart): Promise<void> | undefined;
  protected abstract part(part: AnswerPart): Promise<void> | undefined;
  /** From here on another model goes on, in a request that is no longer the caller's own. */
  protected abstract brokeOff(): undefined;
  protected abstract end(event: EndEvent): void;

  protected get facts(): AnswerFacts {
    const { ports } = this.answering;
    return { id: ports.newId(), model: this.#route?.model ?? "", at: ports.clock.now() };
  }

  protected get headers(): Readonly<Record<string, string>> {
    if (!this.#route) return {};
    const { ports, ask } = this.answering;
    const { request } = ask;
    const isTranslated = !this.isPassing && request.kind === "chat";
    const leftOut = isTranslated ? [...(ask.droppable ?? []), ...ports.leftOut(request, this.#route)] : [];
    return callHeaders({ callId: this.#callId, route: this.#route, attempts: this.#attempts, leftOut });
  }

  protected endHeaders({ record }: EndEvent): Readonly<Record<string, string>> {
    return endHeaders(record, this.answering.ports.costOf(record));
  }

  protected problemOf({ failure }: EndEvent): Problem {
    return failure ? problemFrom(failure) : problemOf("bug", "The call ended without an answer.");
  }

  /** Answers with an error; only while nothing was written. */
  protected refuse(event: EndEvent): undefined {
    const { exchange, format } = this.answering;
    sendProblem(exchange.response, this.problemOf(event), format, { ...this.headers, ...this.endHeaders(event) });
  }
}
