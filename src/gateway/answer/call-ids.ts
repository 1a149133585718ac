import type { ModelRequest } from "../../spec/request.ts";
import type { AnswerPart } from "../formats/format.ts";

/**
 * Keeps the ids of tool calls apart within a conversation. Some servers begin with the same id in each answer, or give
 * none, so that ours repeat; Claude Code leaves out a call whose id it had before, and asks the same again without end.
 */
export class CallIds {
  readonly #newId: () => string;
  readonly #request: ModelRequest;
  /** Ids that stand for another call already; looked up when the first call comes. */
  #taken: Set<string> | undefined;
  /** The id of each call of this answer, by its index. */
  readonly #given = new Map<number, string>();

  /** `newId` makes one that nobody has. */
  constructor(request: ModelRequest, newId: () => string) {
    this.#request = request;
    this.#newId = newId;
  }

  /** The same part; a call whose id is taken has another one. */
  apart(part: AnswerPart): AnswerPart {
    if (part.type !== "tool-call") return part;
    const given = this.#given.get(part.index) ?? this.#give(part.index, part.id);
    return given === part.id ? part : { ...part, id: given };
  }

  #give(index: number, id: string): string {
    const taken = (this.#taken ??= idsIn(this.#request));
    const given = taken.has(id) ? `call_${this.#newId()}` : id;
    taken.add(given);
    this.#given.set(index, given);
    return given;
  }
}

function idsIn(request: ModelRequest): Set<string> {
  if (request.kind !== "chat") return new Set();
  const calls = request.messages.flatMap(({ content }) => content.filter((part) => part.type === "tool-call"));
  return new Set(calls.map(({ id }) => id));
}
