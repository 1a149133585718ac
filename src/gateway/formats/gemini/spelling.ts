import { asRecord, type Json } from "../../json.ts";
import { pathOf, records } from "../reading.ts";

/** The fields of one message in camel case. Google's API takes `snake_case` just as well, at every level. */
export function inCamelCase(message: Json): Json {
  const keys = Object.keys(message);
  if (!keys.some((key) => key.includes("_"))) return message;
  return Object.fromEntries(keys.map((key) => [camelCase(key), message[key]]));
}

/** A leading underscore is part of a name, as in `_responseJsonSchema`. */
function camelCase(key: string): string {
  return key.replaceAll(/(?<=[^_])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A message within a list, and where it stands. */
export interface Placed {
  readonly value: Json;
  readonly at: string;
}

/**
 * A list of messages; a single one may stand for a list of one, as in Google's own examples.
 *
 * @throws BadRequest
 */
export function messages(from: Json, field: string, at = ""): readonly Placed[] {
  const single = asRecord(from[field]);
  if (single) return [{ value: inCamelCase(single), at: pathOf(at, field) }];
  return records(from, field, at).map((value, index) => ({
    value: inCamelCase(value),
    at: `${pathOf(at, field)}[${index}]`,
  }));
}
