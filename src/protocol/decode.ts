/** What came in does not have the declared shape. The message says where and what was expected, never the value itself. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";

  constructor(at: string, expected: string) {
    super(`${at === "" ? "the argument" : at} must be ${expected}`);
  }
}

/** Turns an unknown value into a `T` or throws `DecodeError`. `at` names the place, such as `chip.path`. */
export type Decoder<T> = (value: unknown, at?: string) => T;

type Fields<T> = { readonly [K in keyof T]: Decoder<T[K]> };

/** For calls without an argument. */
export const nothing: Decoder<null> = (value, at = "") => {
  if (value !== null && value !== undefined) throw new DecodeError(at, "nothing");
  return null;
};

export const text: Decoder<string> = (value, at = "") => {
  if (typeof value !== "string") throw new DecodeError(at, "text");
  return value;
};

export const flag: Decoder<boolean> = (value, at = "") => {
  if (typeof value !== "boolean") throw new DecodeError(at, "true or false");
  return value;
};

/** A whole number of at least `least`. */
export function wholeNumber(least: number): Decoder<number> {
  return (value, at = "") => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
      throw new DecodeError(at, `a whole number of at least ${least}`);
    }
    return value;
  };
}

/** One of the table's keys. A table keyed by a union fails to compile until it has every member. */
export function oneOf<K extends string>(table: Readonly<Record<K, unknown>>): Decoder<K> {
  return (value, at = "") => {
    if (typeof value !== "string" || !Object.hasOwn(table, value)) {
      throw new DecodeError(at, `one of ${Object.keys(table).join(", ")}`);
    }
    return value as K; // it is a key of the table
  };
}

/** Exactly two values. */
export function pair<T>(item: Decoder<T>): Decoder<readonly [T, T]> {
  return (value, at = "") => {
    if (!Array.isArray(value) || value.length !== 2) throw new DecodeError(at, "a pair");
    return [item(value[0], `${at}[0]`), item(value[1], `${at}[1]`)];
  };
}

/** An object with these fields. Fields that are not named here are dropped; an optional one may be missing. */
export function record<R extends object, O extends object = object>(
  required: Fields<R>,
  optional?: Fields<O>,
): Decoder<R & Partial<O>> {
  const all: readonly [string, Decoder<unknown>, boolean][] = [
    ...fieldsOf(required).map(([name, decode]): [string, Decoder<unknown>, boolean] => [name, decode, true]),
    ...fieldsOf(optional ?? {}).map(([name, decode]): [string, Decoder<unknown>, boolean] => [name, decode, false]),
  ];
  return (value, at = "") => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new DecodeError(at, "an object");
    const given: Readonly<Record<string, unknown>> = { ...value };
    const decoded: Record<string, unknown> = {};
    for (const [name, decode, isRequired] of all) {
      if (isRequired || given[name] !== undefined) {
        decoded[name] = decode(given[name], at === "" ? name : `${at}.${name}`);
      }
    }
    return decoded as R & Partial<O>; // every field went through its decoder
  };
}

function fieldsOf(fields: object): readonly [string, Decoder<unknown>][] {
  return Object.entries(fields);
}
