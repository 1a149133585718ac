import assert from "node:assert/strict";
import type { Finish } from "./words.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { asRecord } from "../../../../src/gateway/json.ts";

/** Readers for wire JSON that must be right. Each throws an assertion error that says what is not. */

export function record(value: unknown, what: string): Json {
  const found = asRecord(value);
  assert.ok(found, `${what} must be an object, and is ${JSON.stringify(value)}`);
  return found;
}

/** A list of objects; none where it is not there. */
export function records(value: unknown, what: string): readonly Json[] {
  if (value === undefined) return [];
  assert.ok(Array.isArray(value), `${what} must be a list, and is ${JSON.stringify(value)}`);
  return value.map((each: unknown, index) => record(each, `${what}[${index}]`));
}

export function text(value: unknown, what: string): string {
  assert.equal(typeof value, "string", `${what} must be text, and is ${JSON.stringify(value)}`);
  return String(value);
}

export function parsed(value: unknown, what: string): Json {
  return record(JSON.parse(text(value, what)), what);
}

/** Fails for a field that the format does not have: a server would refuse it, or act as if it were not there. */
export function onlyFields(from: Json, fields: string, what: string): void {
  const known = new Set(fields.split(" "));
  const unknown = Object.keys(from).filter((field) => !known.has(field));
  assert.deepEqual(unknown, [], `${what} has fields that are not of the format`);
}

/** How an answer ended; an answer without an end is none. */
export function finishIn(names: Readonly<Record<string, Finish>>, name: unknown): Finish {
  const found = names[String(name)];
  if (found === undefined) throw new Error(`the answer ended with ${String(name)}`);
  return found;
}
