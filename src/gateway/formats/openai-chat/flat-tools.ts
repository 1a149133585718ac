import { asRecord } from "../../json.ts";

/** What a tool and a choice hold under the name of their type here, and beside it in Responses. */
const NESTED: ReadonlySet<unknown> = new Set(["function", "custom"]);

/**
 * Tools as this format has them, where a caller wrote them as Responses does: Cursor sends those to either address. The
 * same list if nothing is to be done.
 */
export function nestedTools(tools: unknown): unknown {
  if (!Array.isArray(tools)) return tools;
  const list: readonly unknown[] = tools;
  return list.some(isFlat) ? list.map(nested) : list;
}

/** The same for the choice of one. */
export function nestedChoice(choice: unknown): unknown {
  return isFlat(choice) ? nested(choice) : choice;
}

function isFlat(value: unknown): boolean {
  const { type, name, ...rest } = asRecord(value) ?? {};
  return NESTED.has(type) && typeof name === "string" && rest[String(type)] === undefined;
}

function nested(value: unknown): unknown {
  const tool = asRecord(value);
  if (!tool || !isFlat(tool)) return value;
  const { type, cache_control: mark, format, ...rest } = tool;
  const inner = { ...rest, ...(format !== undefined && { format: nestedFormat(format) }) };
  return { type, [String(type)]: inner, ...(mark !== undefined && { cache_control: mark }) };
}

/** A grammar's fields have a place of their own here. */
function nestedFormat(format: unknown): unknown {
  const { type, ...grammar } = asRecord(format) ?? {};
  return type === "grammar" && grammar["grammar"] === undefined ? { type, grammar } : format;
}
