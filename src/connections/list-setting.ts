import * as v from "valibot";
import type { SettingProblem } from "./problem.ts";

/** What could be read of a setting that is a list, and what is wrong with the first entry that could not. */
export interface ListSetting<T> {
  readonly entries: readonly T[];
  readonly problem?: SettingProblem;
}

/**
 * Decodes a setting that is a list, each entry by itself: one that is malformed does not take the others with it.
 *
 * @param wanted what the setting is, such as `a list of budgets`
 */
export function decodeListSetting<S extends v.GenericSchema>(
  setting: string,
  wanted: string,
  entry: S,
  value: unknown,
): ListSetting<v.InferOutput<S>> {
  const name = `switchyard.${setting}`;
  if (!Array.isArray(value)) return { entries: [], problem: { setting: name, message: `${wanted} is wanted` } };
  const entries: v.InferOutput<S>[] = [];
  let problem: SettingProblem | undefined;
  for (const [at, one] of value.entries()) {
    const decoded = v.safeParse(entry, one);
    if (decoded.success) entries.push(decoded.output);
    else problem ??= { setting: name, message: `at "${pathOf(at, decoded.issues[0])}": ${decoded.issues[0].message}` };
  }
  return { entries, ...(problem && { problem }) };
}

function pathOf(at: number, issue: v.BaseIssue<unknown>): string {
  const within = v.getDotPath(issue);
  return within === null ? String(at) : `${at}.${within}`;
}
