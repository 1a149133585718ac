import * as v from "valibot";

/** The name of an environment variable. Whoever writes a key in its place must not find it in a message, so none repeats it. */
const variable = v.pipe(
  v.string("env is the name of an environment variable, such as OPENAI_API_KEY"),
  v.regex(
    /^[A-Za-z_]\w*$/,
    "env is the name of an environment variable, such as OPENAI_API_KEY, and never a key itself",
  ),
);
const label = v.pipe(
  v.string("a label is text"),
  v.trim(),
  v.regex(/^[^\s#]+$/, "a label is one word without #, as in provider/model#label"),
);
const flag = (name: string) => v.optional(v.boolean(`${name} is true or false`));
const whole = (what: string, most: number) =>
  v.optional(v.pipe(v.number(what), v.integer(what), v.minValue(0, what), v.maxValue(most, what)));

const credential = v.strictObject(
  {
    provider: v.string("provider is the id of one, such as openai"),
    label: v.optional(label),
    env: v.optional(variable),
  },
  ({ expected, received }) =>
    expected === "never"
      ? `${received} is nothing that a credential has; it has provider, label and env`
      : 'a credential is an object such as { "provider": "openai", "env": "OPENAI_API_KEY" }',
);

const ownSchema = v.object({
  credentials: v.optional(
    v.array(credential, 'a list is wanted, such as [{ "provider": "openai", "env": "OPENAI_API_KEY" }]'),
    [],
  ),
  token: v.optional(
    v.strictObject(
      { env: variable },
      'an object such as { "env": "SWITCHYARD_TOKEN" } is wanted, and never a token itself',
    ),
  ),
  ledger: v.optional(v.pipe(v.string("a folder is wanted"), v.nonEmpty("a folder is wanted"))),
  simulator: flag("simulator"),
  "simulator.enabled": flag("simulator.enabled"),
  priceUpdates: flag("priceUpdates"),
  keepCallsDays: whole("days are a whole number from 0 to 3650", 3650),
  "gateway.port": whole("a port is a whole number from 0 to 65535", 65_535),
});

/** The keys that are not decoded as the editor's settings are. */
export type OwnKeys = v.InferOutput<typeof ownSchema>;
export type StatedCredential = OwnKeys["credentials"][number];

/** Decodes them, or says what is wrong with each. */
export function decodeOwnKeys(
  values: ReadonlyMap<string, unknown>,
): { readonly own: OwnKeys } | { readonly problems: readonly string[] } {
  const decoded = v.safeParse(ownSchema, Object.fromEntries(values));
  if (decoded.success) return { own: decoded.output };
  return { problems: decoded.issues.map((issue) => `${v.getDotPath(issue) ?? ""}: ${issue.message}`) };
}
