import type { Json } from "../../json.ts";

/** What a request wants that other wire formats have no word for, gathered while it is read. */
export interface LeftOut {
  /** What changes the kind of the answer: only a route of the same format may take it. */
  readonly untranslatable: Set<string>;
  /** What changes little: it is left out, and the caller is told. */
  readonly droppable: Set<string>;
}

/** Values with which a hint says no more than its absence. */
const IDLE: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ["store", [false]],
  ["service_tier", ["auto", "default"]],
  ["verbosity", ["medium"]],
  ["logprobs", [false]],
  ["top_logprobs", [0]],
  ["n", [1]],
  ["best_of", [1]],
  ["echo", [false]],
  ["include_reasoning", [true]],
]);

/** A header cannot hold anything else, and no field of any server is called otherwise. */
const FIELD_NAME = /^[\w.-]{1,64}$/;

/** The fields of a request that are not understood here, and so reach only a route of the same format. */
export function unknownFields(body: Json, understood: ReadonlySet<string>): readonly string[] {
  return Object.keys(body).filter((field) => {
    const value = body[field];
    if (value == null || understood.has(field) || !FIELD_NAME.test(field)) return false;
    return !IDLE.get(field)?.includes(value);
  });
}

/** A name for what is of a type that is not known here. A type is a word; what is none might be anybody's text. */
export function ofType(what: string, type: string): string {
  return /^[\w.:-]{1,64}$/.test(type) ? `${what} of type ${type}` : `${what} of an unknown type`;
}
