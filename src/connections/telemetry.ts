import * as v from "valibot";
import { decodeSetting, type SettingProblem } from "./problem.ts";

/** Where calls are told to, and what of them. */
export interface TelemetrySetting {
  /** The collector's base address, without a slash at the end. */
  readonly endpoint: string;
  /** By lower-case name. A value may name environment variables as `${env:NAME}`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case names of headers whose values are among the secrets. */
  readonly secretHeaders: readonly string[];
  readonly traces: boolean;
  readonly metrics: boolean;
  /** Whether the name of the folder that is open is told too. */
  readonly workspace: boolean;
  readonly resource: Readonly<Record<string, string>>;
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const endpointSchema = v.pipe(
  v.string("an endpoint is text"),
  v.check((text) => URL.canParse(text), "not an address"),
  v.transform((text) => new URL(text)),
  v.check(
    ({ hostname, protocol }) => protocol === "https:" || (protocol === "http:" && loopback.test(hostname)),
    "an endpoint begins with https://, or with http:// where it is on this machine",
  ),
  v.check(({ username, password }) => username + password === "", "keys belong into a header, not into the endpoint"),
  v.check(({ search, hash }) => search + hash === "", "an endpoint has no ? or # in it"),
  v.check(
    ({ pathname }) => !/\/v1\/(?:traces|metrics|logs)\/?$/.test(pathname),
    "an endpoint is the base address: /v1/traces and /v1/metrics are added",
  ),
  v.transform(({ origin, pathname }) => `${origin}${pathname}`.replace(/\/+$/, "")),
);

/** Those that the request has anyway. */
const taken = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "host",
  "transfer-encoding",
]);
const headerName = v.pipe(
  v.string("a header's name is text"),
  // A token of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
  v.regex(/^[\w!#$%&'*+.^`|~-]+$/, "a header's name is made of letters, digits and dashes"),
  v.toLowerCase(),
  v.check((name) => !taken.has(name), "this header is set by the request itself"),
);
const headerValue = v.pipe(
  v.string("a header's value is text"),
  v.regex(/^[\x20-\x7e]*$/, "a header's value is one line of plain characters"),
  v.check(
    (value) => !value.replaceAll(environmentVariables(), "").includes("${"),
    // oxlint-disable-next-line no-template-curly-in-string -- as it reads in the settings
    "an environment variable is named as ${env:NAME}",
  ),
);
const telemetrySchema = v.pipe(
  v.strictObject(
    {
      endpoint: v.optional(endpointSchema),
      headers: v.optional(v.record(headerName, headerValue), {}),
      secretHeaders: v.optional(v.array(headerName, "secretHeaders is a list of names"), []),
      traces: v.optional(v.boolean("traces is true or false"), true),
      metrics: v.optional(v.boolean("metrics is true or false"), true),
      workspace: v.optional(v.boolean("workspace is true or false"), false),
      resource: v.optional(v.record(v.pipe(v.string(), v.nonEmpty()), v.string("an attribute's value is text")), {}),
    },
    (issue) =>
      issue.expected === "never"
        ? `${issue.received} is nothing that telemetry has`
        : 'an object such as { "endpoint": "http://localhost:4318" } is wanted',
  ),
  v.check(
    ({ headers, secretHeaders }) => secretHeaders.every((name) => !(name in headers)),
    "a header is either in headers or in secretHeaders",
  ),
);

/** Decodes `switchyard.telemetry`; without an endpoint, and while it is malformed, nothing is told to anybody. */
export function decodeTelemetry(value: unknown): {
  readonly telemetry?: TelemetrySetting;
  readonly problem?: SettingProblem;
} {
  const decoded = decodeSetting("telemetry", telemetrySchema, value);
  if ("problem" in decoded) return { problem: decoded.problem };
  const { endpoint, ...rest } = decoded.value;
  return endpoint === undefined || !(rest.traces || rest.metrics) ? {} : { telemetry: { endpoint, ...rest } };
}

/** Puts the values of environment variables into a header's value, or says which one is missing. */
export function withEnvironment(
  value: string,
  read: (name: string) => string | undefined,
): { readonly value: string } | { readonly missing: string } {
  const names = [...value.matchAll(environmentVariables())].map(([, name]) => name ?? "");
  const missing = names.find((name) => read(name) === undefined);
  if (missing !== undefined) return { missing };
  return { value: value.replaceAll(environmentVariables(), (_, name: string) => read(name) ?? "") };
}

function environmentVariables(): RegExp {
  return /\$\{env:([A-Za-z_]\w*)\}/g;
}
