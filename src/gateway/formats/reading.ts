import { asRecord, type Json } from "../json.ts";
import { BadRequest } from "../problem.ts";

/** Readers for one field of a request. `at` is the path of what holds the field, for the message; "" at the top. */

/** A field that must be text. @throws BadRequest */
export function text(from: Json, field: string, at = ""): string {
  const value = from[field];
  if (typeof value === "string") return value;
  throw new BadRequest(
    `${pathOf(at, field)} ${value === undefined ? "is missing" : "must be text"}.`,
    pathOf(at, field),
  );
}

/** A field that is text, or is not there; `null` counts as not there. @throws BadRequest */
export function optionalText(from: Json, field: string, at = ""): string | undefined {
  return from[field] == null ? undefined : text(from, field, at);
}

/** A field that is a number within the bounds, or is not there. @throws BadRequest */
export function optionalNumber(
  from: Json,
  field: string,
  { least = -Infinity, most = Infinity, whole = false, at = "" } = {},
): number | undefined {
  const value = from[field];
  if (value == null) return undefined;
  const isRight = typeof value === "number" && Number.isFinite(value) && value >= least && value <= most;
  if (isRight && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? "a whole number" : "a number";
  const bounds = [
    ...(least > -Infinity ? [`of at least ${least}`] : []),
    ...(most < Infinity ? [`of at most ${most}`] : []),
  ].join(" and ");
  throw new BadRequest(`${pathOf(at, field)} must be ${[kind, bounds].filter(Boolean).join(" ")}.`, pathOf(at, field));
}

/** A field that is true or false, or is not there. @throws BadRequest */
export function optionalFlag(from: Json, field: string, at = ""): boolean | undefined {
  const value = from[field];
  if (value == null) return undefined;
  if (typeof value === "boolean") return value;
  throw new BadRequest(`${pathOf(at, field)} must be true or false.`, pathOf(at, field));
}

/** A field that is an object, or is not there. @throws BadRequest */
export function optionalRecord(from: Json, field: string, at = ""): Json | undefined {
  const value = from[field];
  if (value == null) return undefined;
  const found = asRecord(value);
  if (found) return found;
  throw new BadRequest(`${pathOf(at, field)} must be an object.`, pathOf(at, field));
}

/** A field that must be an object. @throws BadRequest */
export function record(from: Json, field: string, at = ""): Json {
  const found = optionalRecord(from, field, at);
  if (found) return found;
  throw new BadRequest(`${pathOf(at, field)} is missing.`, pathOf(at, field));
}

/** A field that is a list of objects; an empty one if it is not there. @throws BadRequest */
export function records(from: Json, field: string, at = ""): readonly Json[] {
  const value = from[field];
  if (value == null) return [];
  if (!Array.isArray(value)) throw new BadRequest(`${pathOf(at, field)} must be a list.`, pathOf(at, field));
  const items: readonly unknown[] = value;
  return items.map((item, index) => {
    const found = asRecord(item);
    if (found) return found;
    const path = `${pathOf(at, field)}[${index}]`;
    throw new BadRequest(`${path} must be an object.`, path);
  });
}

/** A field that is a list of texts, or one text; none if it is not there. @throws BadRequest */
export function texts(from: Json, field: string, at = ""): readonly string[] {
  const value = from[field];
  if (value == null) return [];
  if (typeof value === "string") return [value];
  const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  return items.map((item) => {
    if (typeof item === "string") return item;
    throw new BadRequest(`${pathOf(at, field)} must be text or a list of texts.`, pathOf(at, field));
  });
}

/** The path of a field, for a message. */
export function pathOf(at: string, field: string): string {
  return at === "" ? field : `${at}.${field}`;
}

/** A `data:` URL taken apart; undefined for any other address. */
export function dataUrl(url: string): { readonly mediaType: string; readonly data: string } | undefined {
  const [, mediaType, data] = /^data:([^;,]*)(?:;[^,]*)?;base64,(.*)$/s.exec(url) ?? [];
  return data === undefined ? undefined : { mediaType: mediaType ?? "", data };
}
