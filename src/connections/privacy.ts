import * as v from "valibot";
import type { PrivacyRule } from "../router/types.ts";
import { globProblem, matchesGlob } from "./glob.ts";
import { decodeListSetting } from "./list-setting.ts";
import type { SettingProblem } from "./problem.ts";

const globSchema = v.pipe(
  v.string("a pattern is text"),
  v.check(
    (glob) => globProblem(glob) === undefined,
    ({ input }) => globProblem(input) ?? "",
  ),
);

/**
 * Decodes `switchyard.localOnly`, the patterns of files whose text may only go to models on this machine. While an entry
 * cannot be read, no file may go elsewhere: nobody knows which ones it was to keep here.
 */
export function decodeLocalOnly(value: unknown): { readonly privacy: PrivacyRule; readonly problem?: SettingProblem } {
  const { entries, problem } = decodeListSetting("localOnly", "a list of patterns", globSchema, value);
  return problem ? { privacy: keepAll(problem), problem } : { privacy: keepMatching(entries) };
}

function keepMatching(globs: readonly string[]): PrivacyRule {
  if (globs.length === 0) return () => undefined;
  return (paths) => {
    const kept = paths.find((path) => globs.some((glob) => tailsOf(path).some((tail) => matchesGlob(glob, tail))));
    return kept === undefined ? undefined : `${kept} may only go to models on this machine`;
  };
}

/**
 * A file outside every workspace folder has its whole path, where a pattern that is anchored at a folder would never
 * match: it then counts from each folder on the way, because keeping too much is the safe side.
 */
function tailsOf(path: string): readonly string[] {
  if (!/^(?:\/|[a-z]:\/)/i.test(path)) return [path];
  const names = path.split("/");
  return names.map((_, at) => names.slice(at).join("/"));
}

function keepAll({ setting }: SettingProblem): PrivacyRule {
  return (paths) =>
    paths.length === 0 ? undefined : `${setting} cannot be read, so files only go to models on this machine`;
}
