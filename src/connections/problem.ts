import * as v from "valibot";

/** A setting that could not be read: which, where in it, and what is wrong there. The default is used instead. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

/** Decodes the value of a setting that is an object, or says in one sentence what is wrong with it. */
export function decodeSetting<S extends v.GenericSchema>(
  setting: string,
  schema: S,
  value: unknown,
): { readonly value: v.InferOutput<S> } | { readonly problem: SettingProblem } {
  // To JavaScript a list is an object too.
  if (Array.isArray(value))
    return { problem: { setting: `switchyard.${setting}`, message: "an object is wanted, not a list" } };
  const decoded = v.safeParse(schema, value);
  if (decoded.success) return { value: decoded.output };
  const issue = decoded.issues[0];
  const where = v.getDotPath(issue);
  const message = where === null ? issue.message : `at "${where}": ${issue.message}`;
  return { problem: { setting: `switchyard.${setting}`, message } };
}
