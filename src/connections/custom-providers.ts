import * as v from "valibot";
import type { Provider } from "../spec/provider.ts";
import { decodeSetting, type SettingProblem } from "./problem.ts";

const httpUrl = v.pipe(
  v.string("an address is text"),
  v.url("not an address"),
  v.regex(/^https?:\/\//i, "an address begins with http:// or https://"),
  v.transform((text) => text.replace(/\/+$/, "")),
);
const modelNames = v.array(v.pipe(v.string(), v.nonEmpty()), "a list of model names is wanted");
/** A key belongs into the secret storage, and what the connection needs is not the user's to say. */
const headerName = v.pipe(
  v.string(),
  v.regex(/^[\w-]+$/, "a header's name is made of letters, digits and dashes"),
  v.toLowerCase(),
  v.regex(
    /^(?!(?:authorization|x-api-key|x-goog-api-key|cookie|host|content-length|content-type|connection)$)/,
    (issue) => `${issue.received} cannot be set here: keys are added with "Switchyard: Add API Key"`,
  ),
);
const headers = v.record(headerName, v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/, "a header is plain text")));
const providersSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, "a provider's id is made of lower-case letters, digits and dashes")),
  v.strictObject({
    name: v.optional(v.string()),
    dialect: v.optional(v.picklist(["openai-chat", "anthropic-messages", "gemini"])),
    baseUrl: httpUrl,
    needsKey: v.optional(v.boolean()),
    local: v.optional(v.boolean()),
    responses: v.optional(v.boolean()),
    headers: v.optional(headers),
    models: v.optional(modelNames),
    fill: v.optional(
      v.strictObject({
        style: v.picklist(["prompt-suffix", "mistral-fim"]),
        baseUrl: v.optional(httpUrl),
        models: modelNames,
      }),
    ),
  }),
  "a list of providers by id is wanted",
);

/** Decodes `switchyard.providers`; a malformed value counts as empty and is reported. */
export function decodeCustomProviders(value: unknown): {
  readonly providers: readonly Provider[];
  readonly problem?: SettingProblem;
} {
  const decoded = decodeSetting("providers", providersSchema, value);
  if ("problem" in decoded) return { providers: [], problem: decoded.problem };
  return {
    providers: Object.entries(decoded.value).map(([id, row]) => ({
      id,
      name: row.name ?? id,
      dialect: row.dialect ?? "openai-chat",
      baseUrl: row.baseUrl,
      needsKey: row.needsKey ?? true,
      local: row.local ?? false,
      simulated: false,
      models: (row.models ?? []).map((model) => ({ id: model })),
      ...(row.responses !== undefined && { responses: row.responses }),
      ...(row.headers && { headers: row.headers }),
      ...(row.fill && {
        fill: {
          style: row.fill.style,
          models: row.fill.models,
          ...(row.fill.baseUrl && { baseUrl: row.fill.baseUrl }),
        },
      }),
    })),
  };
}
