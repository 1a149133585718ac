import { withEnvironment, type TelemetrySetting } from "../../connections/telemetry.ts";

export interface HeaderSources {
  /** The value of an environment variable. */
  readonly env: (name: string) => string | undefined;
  /** The value of a header that is kept among the secrets. */
  readonly secret: (header: string) => Promise<string | undefined>;
}

/** The headers with their values, or one sentence on what is missing. */
export type ResolvedHeaders =
  | { readonly ok: true; readonly headers: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly missing: string };

/** What a header may hold; a line break would begin another one. */
const plain = /^[\x20-\x7e]*$/;

/** Looks up the values of a collector's headers. */
export async function resolveHeaders(
  { headers, secretHeaders }: Pick<TelemetrySetting, "headers" | "secretHeaders">,
  { env, secret }: HeaderSources,
): Promise<ResolvedHeaders> {
  const resolved: Record<string, string> = {};
  for (const [name, stated] of Object.entries(headers)) {
    const found = withEnvironment(stated, env);
    if ("missing" in found)
      return lacks(`The header ${name} wants the environment variable ${found.missing}, which is not set.`);
    resolved[name] = found.value.trim();
  }
  for (const name of secretHeaders) {
    const value = await secret(name);
    if (value === undefined || value.trim() === "") return lacks(`The secret header ${name} was not entered yet.`);
    resolved[name] = value.trim();
  }
  const unfit = Object.keys(resolved).find((name) => !plain.test(resolved[name] ?? ""));
  if (unfit !== undefined) return lacks(`The header ${unfit} is not one line of plain characters.`);
  return { ok: true, headers: resolved };
}

function lacks(missing: string): ResolvedHeaders {
  return { ok: false, missing };
}
