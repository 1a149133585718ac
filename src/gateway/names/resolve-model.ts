import type { Directory, RouteChoice } from "../../router/types.ts";
import { tasks, type Task } from "../../spec/task.ts";
import type { ModelName } from "../../spec/gateway.ts";
import { objectives } from "../../spec/objective.ts";
import type { GatewayRules } from "../ports.ts";
import { problemOf, type Problem } from "../problem.ts";

/** What a model's name means here. */
export interface Resolved {
  /** The caller's own, where the name says none. */
  readonly task?: Task;
  readonly choice?: RouteChoice;
}

/** Whose a model is, by its name, for those that tools write without a provider. */
const vendors: readonly (readonly [RegExp, string])[] = [
  [/^claude-/, "anthropic"],
  [/^(?:gpt-|chatgpt-|codex-|o\d|text-embedding-)/, "openai"],
  [/^(?:gemini-|gemma-|learnlm-)/, "gemini"],
  [/^(?:mistral-|codestral-|devstral-|magistral-|ministral-|pixtral-)/, "mistral"],
  [/^deepseek-/, "deepseek"],
  [/^grok-/, "xai"],
];

/**
 * What a model's name means, the user's own table first:
 * - `switchyard` alone is the caller's task, `switchyard/chat` that task, `switchyard/chat:cheapest` with an objective
 * - `provider/model` or `provider/model#key` is that route alone
 * - a bare model name is that model at every provider connected that has it, else at its vendor's
 */
export function resolveModel(name: string, rules: GatewayRules, directory: Directory): Resolved | Problem {
  const alias = rules.models.find((one) => matches(one.name, name));
  if (alias) return resolvedFrom(alias);
  const own = /^switchyard(?:\/([^:]*))?(?::(.*))?$/.exec(name);
  if (own) return policyNamed(name, own[1], own[2]);
  const owner = name.includes("/") ? name.slice(0, name.indexOf("/")) : undefined;
  if (owner !== undefined && isConnected(owner, directory)) return { choice: { chain: [name] } };
  const chain = providersWith(name, directory).map((provider) => `${provider}/${name}`);
  if (chain.length > 0) return { choice: { chain } };
  // The plan then says that the provider is not connected.
  return owner !== undefined && directory.provider(owner) ? { choice: { chain: [name] } } : unknown(name);
}

function isConnected(provider: string, directory: Directory): boolean {
  return directory.credentials().some(({ providerId }) => providerId === provider);
}

/** A name of the table: exact, or with `*` for any characters. */
function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

function resolvedFrom({ task, chain, objective }: ModelName): Resolved {
  const choice = { ...(chain && { chain }), ...(objective && { objective }) };
  return { ...(task && { task }), ...((chain ?? objective) && { choice }) };
}

function policyNamed(name: string, said: string | undefined, objective: string | undefined): Resolved | Problem {
  const task = tasks.find((one) => one === said);
  const wanted = objectives.find((one) => one === objective);
  const isKnown = (said === undefined || task !== undefined) && (objective === undefined || wanted !== undefined);
  if (!isKnown) {
    const names = tasks.map((one) => `switchyard/${one}`).join(", ");
    const message = `There is no model ${name}: there are ${names}, each also with :${objectives.join(", :")}.`;
    return problemOf("model-gone", message, { param: "model" });
  }
  return { ...(task && { task }), ...(wanted && { choice: { objective: wanted } }) };
}

/** Connected providers that list the model, in the user's order; else the vendor whose it is by its name. */
function providersWith(model: string, directory: Directory): readonly string[] {
  const connected = [...new Set(directory.credentials().map(({ providerId }) => providerId))];
  const listing = connected.filter((id) => directory.model(id, model) !== undefined);
  if (listing.length > 0) return listing;
  const vendor = vendors.find(([pattern]) => pattern.test(model))?.[1];
  return connected.filter((id) => id === vendor);
}

function unknown(name: string): Problem {
  const message = `No connected provider has a model ${name}. Write it as provider/model, use switchyard/chat, or say what the name means in the setting switchyard.gateway.models.`;
  return problemOf("model-gone", message, { param: "model" });
}
