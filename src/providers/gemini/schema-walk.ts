import { asRecord, asRecords, asStrings } from "../json.ts";
import type { Json } from "../json.ts";

/** A way through a JSON Schema, on which references are replaced by what they stand for. */
export interface SchemaWalk {
  readonly root: Readonly<Json>;
  /** The references that led here. */
  readonly followed: readonly string[];
  /** What all ways of one walk have left between them. */
  readonly budget: { nodes: number };
}

/** How often a schema may contain itself before the walk ends. */
const MOST_REPEATS = 3;

/** A few references to references make a small schema as large as one likes. */
const MOST_NODES = 5000;

export function walkOf(root: Readonly<Json>): SchemaWalk {
  return { root, followed: [], budget: { nodes: MOST_NODES } };
}

/**
 * A node with its reference and its `allOf` merged into it, and the walk to its children; undefined where the walk has to
 * end.
 */
export function flatten(
  node: Readonly<Json>,
  walk: SchemaWalk,
): { readonly schema: Json; readonly walk: SchemaWalk } | undefined {
  if (walk.budget.nodes <= 0) return undefined;
  walk.budget.nodes -= 1;
  const { $ref, allOf, ...own } = node;
  let schema: Json = own;
  let onward = walk;
  if (typeof $ref === "string") {
    if (walk.followed.filter((each) => each === $ref).length >= MOST_REPEATS) return undefined;
    onward = { ...walk, followed: [...walk.followed, $ref] };
  }
  const target = typeof $ref === "string" ? resolve($ref, walk.root) : undefined;
  for (const part of [...(target ? [target] : []), ...asRecords(allOf)]) {
    const flat = flatten(part, onward);
    if (!flat) continue;
    schema = merge(schema, flat.schema);
    onward = flat.walk;
  }
  return { schema, walk: onward };
}

function merge(into: Json, from: Json): Json {
  const properties = { ...asRecord(from["properties"]), ...asRecord(into["properties"]) };
  const required = [...asStrings(into["required"]), ...asStrings(from["required"])];
  return {
    ...from,
    ...into,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function resolve(reference: string, root: Readonly<Json>): Json | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let at: unknown = root;
  for (const step of reference.slice(2).split("/"))
    at = asRecord(at)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  return asRecord(at);
}
